// Writes sequence options as PostgreSQL clauses.

#include "render/postgresql/sequence.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "model/sequence.h"

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

long long number(const std::string& text) { return std::strtoll(text.c_str(), nullptr, 10); }

const std::string& lesser(const std::string& a, const std::string& b) {
  return number(b) < number(a) ? b : a;
}
const std::string& greater(const std::string& a, const std::string& b) {
  return number(a) < number(b) ? b : a;
}

bool ascends(const SequenceOptions& options) { return !options.increment.starts_with('-'); }

/// Returns the sequence that CREATE SEQUENCE AS `type` makes.
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

bool narrows(const SequenceOptions& from, const SequenceOptions& to) {
  return number(from.minimum) < number(to.minimum) || number(to.maximum) < number(from.maximum);
}

SequenceOptions spanning(const SequenceOptions& from, const SequenceOptions& to) {
  SequenceOptions both = from;
  both.minimum = lesser(from.minimum, to.minimum);
  both.maximum = greater(from.maximum, to.maximum);
  if (from.type != to.type) both.type = "bigint";
  return both;
}

std::vector<std::string> changed_sequence_clauses(const SequenceOptions& actual,
                                                  const SequenceOptions& declared) {
  std::vector<std::string> clauses;
  const auto add = [&](const char* word, const std::string& from, const std::string& to) {
    if (from != to) clauses.push_back(word + to);
  };
  add("AS ", actual.type, declared.type);
  const SequenceOptions from = retyped(actual, declared.type);
  add("INCREMENT BY ", from.increment, declared.increment);
  add("MINVALUE ", from.minimum, declared.minimum);
  add("MAXVALUE ", from.maximum, declared.maximum);
  add("START WITH ", from.start, declared.start);
  add("CACHE ", from.cache, declared.cache);
  if (actual.cycle != declared.cycle) clauses.emplace_back(declared.cycle ? "CYCLE" : "NO CYCLE");
  return clauses;
}

std::vector<std::string> sequence_clauses(const SequenceOptions& options) {
  SequenceOptions made = default_sequence(options.type, ascends(options));
  made.increment = "1";
  made.start = ascends(options) ? options.minimum : options.maximum;
  std::vector<std::string> clauses = changed_sequence_clauses(made, options);
  if (options.type != "bigint") clauses.insert(clauses.begin(), "AS " + options.type);
  return clauses;
}

}  // namespace tenon
