// Makes the files of a migration from a comparison, and refuses what no script may do.

#include "app/generate.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/layout.h"
#include "app/losses.h"
#include "app/out_of_scope.h"
#include "app/value_losses.h"
#include "diff/diff.h"
#include "model/error.h"
#include "plan/simulate/applied.h"

namespace tenon {

namespace {

std::string first_names(const std::vector<Change>& changes) {
  constexpr std::size_t kNamed = 10;
  std::string all;
  for (std::size_t i = 0; i < std::min(kNamed, changes.size()); ++i)
    all += (i ? ", " : "") + to_string(key_of(changes[i]));
  return changes.size() > kNamed ? all + " and more" : all;
}

bool moves_tables(const Plan& plan) {
  return std::ranges::any_of(plan.steps, [](const Step& step) {
    return std::ranges::any_of(step.ops, [](const Op& op) {
      return std::holds_alternative<AttachTable>(op) || std::holds_alternative<DetachTable>(op);
    });
  });
}

/// Returns whether the plan itself reports that it leaves the object unchanged.
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

/// Runs a plan on the model, and returns what it does not reach; empty if it arrives.
std::string left_undone(const Plan& plan, const Catalog& from, const Catalog& to) {
  try {
    std::vector<Change> left = diff(applied(from, plan), to);
    std::erase_if(left, [&](const Change& change) { return leaves_alone(plan, key_of(change)); });
    return first_names(left);
  } catch (const Error& refusal) {
    return refusal.what();
  }
}

/// Throws Error(kUnsupported) if a plan that changes the parents of tables does not arrive. Inherited columns
/// and constraints cannot always be produced by statements, so such a plan is run on the model, both ways,
/// before it is written. If the report has unknowns, the target itself is unknown, and nothing is checked.
void require_arrival(const ComparisonResult& comparison, const Migration& both) {
  if (!comparison.report.unknowns.empty() || !moves_tables(both.up)) return;
  const Catalog actual = with_out_of_scope(comparison.actual, comparison.out_of_scope);
  const Catalog declared = with_out_of_scope(comparison.declared, comparison.out_of_scope);
  const Migration once_renamed = migration_once_renamed(comparison);
  const auto require_way = [](const Plan& plan, const Catalog& from, const Catalog& to,
                              const std::string& way) {
    const std::string left = left_undone(plan, from, to);
    if (!left.empty())
      throw Error(Fault::kUnsupported,
                  "the " + way + " cannot be written: no statement achieves " + left +
                      "; nothing was written; change that by hand, or leave it out (--exclude)");
  };
  require_way(once_renamed.up, actual, declared, "upgrade");
  require_way(once_renamed.down, declared, actual, "downgrade");
}

/// Throws Error(kUsage) if the migration would be written into a folder that is read as a schema, which would
/// change that schema.
void require_other_folder(const GenerateRequest& request) {
  for (const std::vector<SourceArgument>* side : {&request.compare.actual, &request.compare.declared})
    for (const SourceArgument& part : *side) {
      std::error_code missing;
      if (std::filesystem::is_directory(part.exposed(), missing) &&
          std::filesystem::equivalent(part.exposed(), request.dir, missing))
        throw Error(Fault::kUsage, "the migration would be written into " + part.redacted() +
                                       ", which is read as a schema; give another folder by --dir");
    }
}

/// A migration that can be written, and all that its way up destroys.
struct Judged {
  Migration both;
  std::vector<Loss> lost;
};

/// Throws Error(kUnsupported) or Error(kRefused) where no migration can be written, whatever is allowed.
Judged judged(ComparisonResult& comparison, const CompareRequest& request) {
  Migration both = migration(comparison);
  require_arrival(comparison, both);
  Judged made{unbroken(proved(std::move(both), comparison)), {}};
  made.lost = losses(made.both.up);
  for (Loss& loss : value_losses(made.both.up, comparison, request)) made.lost.push_back(std::move(loss));
  made.both = in_online_forms(std::move(made.both), comparison);
  return made;
}

/// Returns what a migration of the comparison destroys; nullopt: none can be written.
std::optional<std::vector<Loss>> expected_losses(const ComparisonResult& comparison,
                                                 const CompareRequest& request) {
  try {
    ComparisonResult copy = comparison;  // what could not be counted is a note of the migration's own report
    Judged found = judged(copy, request);
    require_scripts(found.both);
    return std::move(found.lost);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// How a loss calls the object of a key.
std::string loss_target(const Key& key) {
  if (key.kind == Kind::kColumn) return to_string(key.table_name()) + "." + key.name.text;
  return to_string(QualifiedName{key.schema, key.name});
}

}  // namespace

std::optional<std::vector<std::string>> needed_allowances(const ComparisonResult& comparison,
                                                          const CompareRequest& request) {
  if (comparison.report.changes.empty()) return std::nullopt;
  const std::optional<std::vector<Loss>> lost = expected_losses(comparison, request);
  if (!lost) return std::nullopt;
  std::vector<std::string> words;
  for (const Loss& loss : *lost) words.push_back(loss.word);
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<Key> destructive_changes(const ComparisonResult& comparison, const CompareRequest& request) {
  const std::vector<Change>& changes = comparison.report.changes;
  if (changes.empty()) return {};
  std::set<std::string> open;
  const std::optional<std::vector<Loss>> lost = expected_losses(comparison, request);
  if (lost)
    for (const Loss& loss : *lost) open.insert(loss.target);
  std::vector<Key> found;
  std::set<std::string> told;
  for (const Change& change : changes)
    if (const std::string target = loss_target(key_of(change)); open.contains(target)) {
      found.push_back(key_of(change));
      told.insert(target);
    }
  if (lost && told.size() == open.size()) return found;
  found.clear();
  for (const Change& change : changes) found.push_back(key_of(change));
  return found;
}

std::vector<std::string> styles() {
  std::vector<std::string> names;
  for (const Layout& layout : layouts()) names.push_back(layout.name);
  return names;
}

MigrationFiles generated(ComparisonResult comparison, const GenerateRequest& request) {
  require_known(request.allow);
  const Layout& layout = layout_named(request.style);
  MigrationFiles made;
  made.comparison = std::move(comparison);
  if (made.comparison.report.changes.empty()) return made;
  auto [both, lost] = judged(made.comparison, request.compare);
  require_allowed(lost, request.allow);
  for (const Loss& loss : lost) made.destroyed.push_back(to_string(loss));
  both = {with_allowed(std::move(both.up), request.allow), with_allowed(std::move(both.down), request.allow)};
  const LayoutRequest target{request.dir, request.message, request.rev_id, request.head,
                             made.comparison.alembic_revisions};
  if (std::string note = layout.note(target); !note.empty())
    made.comparison.report.notes.push_back(std::move(note));
  made.same = layout.same(both, target);
  made.files = layout.files(both, target);
  return made;
}

MigrationFiles generated(const GenerateRequest& request) {
  require_known(request.allow);
  layout_named(request.style);  // before any server is contacted
  require_other_folder(request);
  CompareRequest compare = request.compare;
  compare.reads_alembic_revisions = layout_named(request.style).asks_database;
  return generated(compared(compare), request);
}

}  // namespace tenon
