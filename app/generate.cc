#include "app/generate.h"

#include <algorithm>

#include "app/layout.h"
#include "model/error.h"
#include "model/overloaded.h"

namespace tenon {

namespace {

/// The words that --allow takes.
const std::vector<std::string>& allowances() {
  static const std::vector<std::string> words{
      "drop_table",  "drop_column", "drop_sequence", "drop_enum_label", "drop_attribute",
      "narrow_type", "all"};
  return words;
}

std::string target(const Op& op) {
  return std::visit(Overloaded{
                        [](const DropTable& o) { return shown(o.table.name); },
                        [](const DropColumn& o) { return shown(o.table) + "." + o.column.name.text; },
                        [](const AlterColumn& o) { return shown(o.table) + "." + o.declared.name.text; },
                        [](const DropSequence& o) { return shown(o.sequence.name); },
                        [](const ReplaceEnum& o) { return shown(o.actual.name); },
                        [](const AlterType& o) { return shown(name_of(o.actual)); },
                        [](const RebuildTable& o) { return shown(o.actual.name); },
                        [](const auto&) { return std::string(); },
                    },
                    op);
}

struct Loss {
  std::string word;
  std::string target;
};

std::vector<Loss> losses(const Plan& plan) {
  std::vector<Loss> all;
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops)
      if (const std::string word = destroys(op); !word.empty()) all.push_back({word, target(op)});
  return all;
}

void demand_allowed(const std::vector<Loss>& losses, const std::vector<std::string>& allow) {
  std::vector<std::string> missing;
  std::string named;
  for (const Loss& loss : losses) {
    if (std::ranges::find(allow, loss.word) != allow.end() || std::ranges::find(allow, "all") != allow.end())
      continue;
    if (missing.size() < 10) named += (missing.empty() ? "" : ", ") + loss.word + " " + loss.target;
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

void demand_known(const std::vector<std::string>& allow) {
  for (const std::string& word : allow) {
    if (std::ranges::find(allowances(), word) != allowances().end()) continue;
    std::string known;
    for (const std::string& one : allowances()) known += (known.empty() ? "" : ", ") + one;
    throw Error(Fault::kUsage, "--allow does not know \"" + word + "\"; known are " + known);
  }
}

}  // namespace

std::vector<std::string> styles() {
  std::vector<std::string> names;
  for (const Layout& layout : layouts()) names.push_back(layout.name);
  return names;
}

Written generated(const GenerateRequest& request) {
  demand_known(request.allow);
  const Layout& layout = layout_named(request.style);
  Written made;
  made.comparison = compared(request.compare);
  if (made.comparison.report.changes.empty()) return made;
  const Migration both = migration(made.comparison);
  const std::vector<Loss> lost = losses(both.up);
  demand_allowed(lost, request.allow);
  for (const Loss& loss : lost) made.destroyed.push_back(loss.word + " " + loss.target);
  made.files = layout.files(both, {request.dir, request.message, request.rev_id, request.head});
  if (!request.dry_run) write_new_files(made.files);
  return made;
}

}  // namespace tenon
