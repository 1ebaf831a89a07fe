// Makes the files of a migration from a comparison, and refuses what no script may do.

#include "app/generate.h"

#include <algorithm>
#include <filesystem>

#include "app/layout.h"
#include "app/losses.h"
#include "app/out_of_scope.h"
#include "diff/diff.h"
#include "model/error.h"
#include "plan/simulate/applied.h"

namespace tenon {

namespace {

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
void demand_arrival(const ComparisonResult& comparison, const Migration& both) {
  if (!comparison.report.unknowns.empty() || !moves_tables(both.up)) return;
  const Catalog actual = with_out_of_scope(comparison.actual, comparison.out_of_scope);
  const Catalog declared = with_out_of_scope(comparison.declared, comparison.out_of_scope);
  const Migration once_renamed = migration_once_renamed(comparison);
  const auto demand = [](const Plan& plan, const Catalog& from, const Catalog& to, const std::string& way) {
    const std::string left = left_undone(plan, from, to);
    if (!left.empty())
      throw Error(Fault::kUnsupported,
                  "the way " + way + " cannot be written: no statement brings about " + left +
                      "; nothing was written; change that by hand, or leave it out (--exclude)");
  };
  demand(once_renamed.up, actual, declared, "up");
  demand(once_renamed.down, declared, actual, "down");
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

Written written(ComparisonResult comparison, const GenerateRequest& request) {
  demand_known(request.allow);
  const Layout& layout = layout_named(request.style);
  Written made;
  made.comparison = std::move(comparison);
  if (made.comparison.report.changes.empty()) return made;
  Migration both = migration(made.comparison);
  demand_arrival(made.comparison, both);
  both = unbroken(proved(std::move(both), made.comparison));
  std::vector<Loss> lost = losses(both.up);
  for (Loss& loss : value_losses(both.up, made.comparison, request.compare)) lost.push_back(std::move(loss));
  demand_allowed(lost, request.allow);
  for (const Loss& loss : lost) made.destroyed.push_back(shown(loss));
  both = {with_allowed(std::move(both.up), request.allow), with_allowed(std::move(both.down), request.allow)};
  made.files = layout.files(both, {request.dir, request.message, request.rev_id, request.head});
  return made;
}

Written generated(const GenerateRequest& request) {
  demand_known(request.allow);
  layout_named(request.style);  // before anything is asked of a server
  demand_other_folder(request);
  return written(compared(request.compare), request);
}

}  // namespace tenon
