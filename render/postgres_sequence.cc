#include <string>
#include <vector>

#include "render/postgres_clauses.h"

namespace tenon {

namespace {

struct Range {
  std::string lowest;
  std::string highest;
};

Range range_of(const std::string& type) {
  if (type == "smallint") return {"-32768", "32767"};
  if (type == "integer") return {"-2147483648", "2147483647"};
  return {"-9223372036854775808", "9223372036854775807"};
}

bool ascends(const SequenceOptions& options) { return !options.increment.starts_with('-'); }

/// The sequence that CREATE SEQUENCE AS `type` makes.
SequenceOptions default_sequence(const std::string& type, bool ascending) {
  const Range range = range_of(type);
  SequenceOptions made;
  made.type = type;
  made.increment = ascending ? "1" : "-1";
  made.minimum = ascending ? "1" : range.lowest;
  made.maximum = ascending ? range.highest : "-1";
  made.start = ascending ? made.minimum : made.maximum;
  return made;
}

}  // namespace

std::vector<std::string> changed_sequence_clauses(const SequenceOptions& actual,
                                                  const SequenceOptions& declared) {
  std::vector<std::string> clauses;
  const auto add = [&](const char* word, const std::string& from, const std::string& to) {
    if (from != to) clauses.push_back(word + to);
  };
  add("AS ", actual.type, declared.type);
  add("INCREMENT BY ", actual.increment, declared.increment);
  add("MINVALUE ", actual.minimum, declared.minimum);
  add("MAXVALUE ", actual.maximum, declared.maximum);
  add("START WITH ", actual.start, declared.start);
  add("CACHE ", actual.cache, declared.cache);
  if (actual.cycle != declared.cycle) clauses.emplace_back(declared.cycle ? "CYCLE" : "NO CYCLE");
  return clauses;
}

std::vector<std::string> sequence_clauses(const SequenceOptions& options) {
  SequenceOptions made = default_sequence(options.type, ascends(options));
  made.type = "bigint";
  made.increment = "1";
  made.start = ascends(options) ? options.minimum : options.maximum;
  return changed_sequence_clauses(made, options);
}

}  // namespace tenon
