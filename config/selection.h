// Selects targets by their labels: `env=prod,region!=eu`.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// One condition of a selection: the label is, or is not, a value. In the value, `*` stands for any text.
struct LabelCondition {
  std::string label;
  std::string value;
  bool is_negated = false;

  friend bool operator==(const LabelCondition&, const LabelCondition&) = default;
};

/// Reads `label=value`, `label!=value`, joined by commas: all must hold. Throws Error(kUsage) with what is
/// wrong.
std::vector<LabelCondition> selection(std::string_view text);

/// Returns whether labels fulfil every condition. A label that is missing is the empty text.
bool is_selected(const std::vector<LabelCondition>& selection,
                 const std::map<std::string, std::string>& labels);

/// Returns whether labels whose values are templates may fulfil every condition once they are filled.
bool may_be_selected(const std::vector<LabelCondition>& selection,
                     const std::map<std::string, std::string>& templates);

}  // namespace tenon
