// Reads selections and holds labels against them.

#include "config/selection.h"

#include <algorithm>

#include "config/row_template.h"
#include "model/error.h"

namespace tenon {

namespace {

/// Whether a text is the one that is wanted, in which `*` stands for any text.
bool is_value(std::string_view wanted, std::string_view text) {
  const auto star = wanted.find('*');
  if (star == std::string_view::npos) return wanted == text;
  if (!text.starts_with(wanted.substr(0, star))) return false;
  const std::string_view behind = wanted.substr(star + 1);
  for (std::size_t at = star; at <= text.size(); ++at)
    if (is_value(behind, text.substr(at))) return true;
  return false;
}

}  // namespace

std::vector<LabelCondition> selection(std::string_view text) {
  std::vector<LabelCondition> all;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(',', at), text.size());
    const std::string_view one = text.substr(at, end - at);
    at = end + 1;
    const auto equals = one.find('=');
    const bool is_negated = equals != std::string_view::npos && equals > 0 && one[equals - 1] == '!';
    const std::string_view label = one.substr(0, equals == std::string_view::npos ? 0 : equals - is_negated);
    if (label.empty())
      throw Error(Fault::kUsage,
                  "a selection of targets is label=value or label!=value, several with commas: env=prod,"
                  "region!=eu");
    all.push_back({std::string(label), std::string(one.substr(equals + 1)), is_negated});
  }
  return all;
}

bool is_selected(const std::vector<LabelCondition>& selection,
                 const std::map<std::string, std::string>& labels) {
  return std::ranges::all_of(selection, [&](const LabelCondition& condition) {
    const auto found = labels.find(condition.label);
    return is_value(condition.value, found == labels.end() ? "" : found->second) != condition.is_negated;
  });
}

bool may_be_selected(const std::vector<LabelCondition>& selection,
                     const std::map<std::string, std::string>& templates) {
  std::vector<LabelCondition> fixed;
  for (const LabelCondition& condition : selection) {
    const auto found = templates.find(condition.label);
    if (found == templates.end() || columns_of_template(found->second).empty()) fixed.push_back(condition);
  }
  return is_selected(fixed, templates);
}

}  // namespace tenon
