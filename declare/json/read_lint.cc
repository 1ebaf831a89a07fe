// Reads the settings of lint rules from the declared JSON.

#include "declare/json/read_lint.h"

#include "declare/json/object_reader.h"
#include "declare/lint_words.h"

namespace tenon {

namespace {

const Form& lint_form() {
  static const Form form{"\"lint\"", {"disable", "enable", "cascade_limit"}, {}};
  return form;
}

const Form& place_form() {
  static const Form form{"\"lint\" of one object", {"disable"}, {}};
  return form;
}

std::vector<LintSelector> read_selectors(const Reading& in, const ObjectReader& from, std::string_view key) {
  std::vector<LintSelector> selectors;
  for (const Word& word : from.words(key)) {
    selectors.push_back(lint_selector(word.text));
    if (const auto fault = fault_of(selectors.back()))
      in.faults.add(word.source, from.whose(key) + " names no rule: " + *fault);
  }
  return selectors;
}

void add_selectors(const Reading& in, const ObjectReader& from, std::string_view key,
                   std::vector<LintSelector>& to) {
  for (LintSelector& selector : read_selectors(in, from, key)) to.push_back(std::move(selector));
}

/// Returns the selectors that an object has for itself.
std::vector<LintSelector> read_own(const Reading& in, const ObjectReader& from) {
  const JsonValue* value = from.find("lint");
  if (!value) return {};
  return read_selectors(in, ObjectReader(in, *value, place_form(), from.whose("lint")), "disable");
}

}  // namespace

void read_lint(const Reading& in, const JsonValue& value, LintSettings& to) {
  const ObjectReader from(in, value, lint_form(), "\"lint\"");
  add_selectors(in, from, "disable", to.disable);
  add_selectors(in, from, "enable", to.enable);
  const auto limit = from.integer("cascade_limit");
  if (!limit) return;
  constexpr std::size_t kDigits = 9;
  if (limit->starts_with('-') || limit->size() > kDigits)
    return in.fault(from.find("cascade_limit")->place,
                    from.whose("cascade_limit") + " must be a number of tables, found " + *limit);
  to.cascade_limit = std::stoul(*limit);
}

void read_table_lint(const Reading& in, const ObjectReader& from, DraftTable& table) {
  for (LintSelector& selector : read_own(in, from)) {
    selector.table = table.table.name;
    table.lint_off.push_back(std::move(selector));
  }
}

void read_object_lint(const Reading& in, const ObjectReader& from, DraftTable& table) {
  for (LintSelector& selector : read_own(in, from)) {
    selector.object = from.source();
    table.lint_off.push_back(std::move(selector));
  }
}

}  // namespace tenon
