#include "declare/read_parts.h"

namespace tenon {

namespace {

const Form& lint_form() {
  static const Form form{"\"lint\"", {"disable", "enable", "cascade_limit"}, {}};
  return form;
}

std::vector<std::string> codes() {
  std::vector<std::string> all;
  for (const LintRule& rule : lint_rules()) all.emplace_back(rule.code);
  return all;
}

void add_selectors(const Reading& in, const ObjectReader& from, std::string_view key,
                   std::vector<LintSelector>& to) {
  for (const Word& word : from.words(key)) {
    LintSelector selector = lint_selector(word.text);
    if (!find_lint_rule(selector.code))
      in.faults.add(word.source, from.whose(key) + " names no rule: there is no \"" + selector.code + "\"" +
                                     hint(selector.code, codes()));
    to.push_back(std::move(selector));
  }
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
                    from.whose("cascade_limit") + " wants a number of tables, found " + *limit);
  to.cascade_limit = std::stoul(*limit);
}

}  // namespace tenon
