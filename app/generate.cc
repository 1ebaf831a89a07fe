#include "app/generate.h"

#include <algorithm>
#include <filesystem>

#include "app/layout.h"
#include "app/left_alone.h"
#include "app/renames.h"
#include "diff/diff.h"
#include "model/error.h"
#include "model/overloaded.h"
#include "plan/applied.h"

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

std::string named(const std::vector<Change>& changes) {
  constexpr std::size_t kNamed = 10;
  std::string all;
  for (std::size_t i = 0; i < std::min(kNamed, changes.size()); ++i)
    all += (i ? ", " : "") + shown(key_of(changes[i]));
  return changes.size() > kNamed ? all + " and more" : all;
}

bool moves_tables(const Plan& plan) {
  return std::ranges::any_of(plan.steps, [](const Step& step) {
    return std::ranges::any_of(step.ops, [](const Op& op) {
      return std::holds_alternative<AttachTable>(op) || std::holds_alternative<DetachTable>(op);
    });
  });
}

/// Whether the plan says itself that it leaves the object as it is.
bool leaves_alone(const Plan& plan, const Key& key) {
  return std::ranges::any_of(plan.steps, [&](const Step& step) {
    return std::ranges::any_of(step.ops, [&](const Op& op) {
      const auto* type = std::get_if<ReplaceEnum>(&op);
      const auto* extension = std::get_if<AlterExtension>(&op);
      return (type && type->keeps_labels && key.kind == Kind::kEnum &&
              key.schema == type->actual.name.schema && key.name == type->actual.name.name) ||
             (extension && extension->keeps_version && key.kind == Kind::kExtension &&
              key.name == extension->actual.name);
    });
  });
}

/// What a plan does not reach, as the model has it; empty: it arrives.
std::string left_undone(const Plan& plan, const Catalog& from, const Catalog& to) {
  try {
    std::vector<Change> left = diff(applied(from, plan), to);
    std::erase_if(left, [&](const Change& change) { return leaves_alone(plan, key_of(change)); });
    return named(left);
  } catch (const Error& refusal) {
    return refusal.what();
  }
}

/// What a table has of its parents cannot always be brought about by statements. A plan that gives tables
/// other parents is therefore run on the model, both ways, before it is written: what it would leave undone
/// is said. Where something is unknown, what is to be reached is not known either.
void demand_arrival(const Reported& comparison, const Migration& both) {
  if (!comparison.report.unknowns.empty() || !moves_tables(both.up)) return;
  const Catalog actual = with_left_alone(comparison.actual, comparison.left_alone);
  const Catalog declared = with_left_alone(comparison.declared, comparison.left_alone);
  const auto demand = [](const Plan& plan, const Catalog& from, const Catalog& to, const std::string& way) {
    const std::string left = left_undone(plan, from, to);
    if (!left.empty())
      throw Error(Fault::kUnsupported,
                  "the way " + way + " cannot be written: no statement brings about " + left +
                      "; nothing was written; change that by hand, or leave it out (--exclude)");
  };
  demand(both.up, actual, declared, "up");
  demand(both.down, declared, actual, "down");
}

/// What is read as the declared schema would change with the files written beside it.
void demand_other_folder(const GenerateRequest& request) {
  for (const std::vector<SourceArgument>* side : {&request.compare.actual, &request.compare.declared})
    for (const SourceArgument& part : *side) {
      std::error_code missing;
      if (std::filesystem::is_directory(part.exposed(), missing) &&
          std::filesystem::equivalent(part.exposed(), request.dir, missing))
        throw Error(Fault::kUsage, "the migration would be written into " + part.shown() +
                                       ", which is read as a schema; give another folder by --dir");
    }
}

}  // namespace

std::vector<std::string> styles() {
  std::vector<std::string> names;
  for (const Layout& layout : layouts()) names.push_back(layout.name);
  return names;
}

Written written(Reported comparison, const GenerateRequest& request) {
  demand_known(request.allow);
  const Layout& layout = layout_named(request.style);
  Written made;
  made.comparison = std::move(comparison);
  if (made.comparison.report.changes.empty()) return made;
  const Migration once_renamed = migration_once_renamed(made.comparison);
  demand_arrival(made.comparison, once_renamed);
  const Migration both = with_renames(once_renamed, made.comparison.renames);
  const std::vector<Loss> lost = losses(both.up);
  demand_allowed(lost, request.allow);
  for (const Loss& loss : lost) made.destroyed.push_back(loss.word + " " + loss.target);
  made.files = layout.files(both, {request.dir, request.message, request.rev_id, request.head});
  if (!request.dry_run) write_new_files(made.files);
  return made;
}

Written generated(const GenerateRequest& request) {
  demand_known(request.allow);
  layout_named(request.style);  // before anything is asked of a server
  demand_other_folder(request);
  return written(compared(request.compare), request);
}

}  // namespace tenon
