// Finds what a plan destroys, and holds it against what was allowed.

#include "app/losses.h"

#include <algorithm>

#include "model/error.h"
#include "model/nearest_word.h"
#include "model/overloaded.h"

namespace tenon {

namespace {

/// Returns the words that --allow accepts.
const std::vector<std::string>& allowances() {
  static const std::vector<std::string> words{
      "drop_table",     "drop_column", "drop_sequence", "drop_enum_label",
      "drop_attribute", "narrow_type", "fill_null",     "all"};
  return words;
}

std::string target(const Op& op) {
  return std::visit(Overloaded{
                        [](const DropTable& o) { return to_string(o.table.name); },
                        [](const DropColumn& o) { return to_string(o.table) + "." + o.column.name.text; },
                        [](const AlterColumn& o) { return to_string(o.table) + "." + o.declared.name.text; },
                        [](const DropSequence& o) { return to_string(o.sequence.name); },
                        [](const ReplaceEnum& o) { return to_string(o.actual.name); },
                        [](const AlterType& o) { return to_string(name_of(o.actual)); },
                        [](const auto&) { return std::string(); },
                    },
                    op);
}

void add_losses(std::vector<Loss>& all, const Op& op) {
  if (const auto* rebuild = std::get_if<RebuildTable>(&op)) {
    for (const Name& column : lost_columns(*rebuild)) {
      const bool is_computed = find_column(rebuild->declared, column) != nullptr;
      all.push_back({"drop_column", to_string(rebuild->actual.name) + "." + column.text,
                     is_computed ? "its values are to be computed" : ""});
    }
    return;
  }
  if (const std::string word = destroys(op); !word.empty()) all.push_back({word, target(op), ""});
}

bool is_allowed(const std::string& word, const std::vector<std::string>& allow) {
  const auto says = [&](const std::string& what) { return std::ranges::find(allow, what) != allow.end(); };
  return says(word) || says("all");
}

}  // namespace

std::string to_string(const Loss& loss) {
  return loss.word + " " + loss.target + (loss.detail.empty() ? "" : " (" + loss.detail + ")");
}

std::vector<Loss> losses(const Plan& plan) {
  std::vector<Loss> all;
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops) add_losses(all, op);
  return all;
}

void require_known(const std::vector<std::string>& allow) {
  for (const std::string& word : allow) {
    if (std::ranges::find(allowances(), word) != allowances().end()) continue;
    throw Error(Fault::kUsage, "--allow does not know \"" + word + "\"; known are " +
                                   with_commas(allowances()) + suggestion(word, allowances()));
  }
}

void require_allowed(const std::vector<Loss>& losses, const std::vector<std::string>& allow) {
  std::vector<std::string> missing;
  std::string named;
  for (const Loss& loss : losses) {
    if (is_allowed(loss.word, allow)) continue;
    if (missing.size() < 10) named += (missing.empty() ? "" : ", ") + to_string(loss);
    if (missing.size() == 10) named += " and more";
    missing.push_back(loss.word);
  }
  if (missing.empty()) return;
  std::ranges::sort(missing);
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  std::string flags;
  for (const std::string& word : missing) flags += " --allow " + word;
  throw Error(Fault::kRefused, "the migration would destroy data: " + named +
                                   "; nothing was written; if that is meant, say" + flags);
}

}  // namespace tenon
