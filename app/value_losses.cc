// Finds the values that a migration of a SQLite database would not keep.

#include "app/value_losses.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "app/backends.h"
#include "app/losses.h"
#include "render/sqlite/value_losses.h"

namespace tenon {

namespace {

/// The names of a table and its column in the database, before any rename.
struct Former {
  QualifiedName table;
  Name column;
};

Former former(const QualifiedName& table, const Name& column, const std::vector<RenameStep>& renames) {
  Former was{table, column};
  for (auto at = renames.rbegin(); at != renames.rend(); ++at) {
    if (at->kind == Kind::kColumn && at->object == table && at->to == was.column) was.column = at->column;
    if (at->kind == Kind::kTable && name_after(*at) == was.table) was.table = at->object;
  }
  return was;
}

/// Counts values in the actual side, which is opened again if there is something to count.
class Counter {
 public:
  Counter(const ComparisonResult& comparison, const CompareRequest& request)
      : renames_(comparison.renames),
        url_(comparison.report.actual.url.empty() || request.actual.size() != 1 ? SourceArgument()
                                                                                : request.actual.front()),
        patience_(request.patience) {}

  /// Returns nullopt if no database was read.
  std::optional<std::size_t> count(const QualifiedName& table, const ValueRisk& risk) {
    if (url_.empty()) return std::nullopt;
    if (!database_) database_ = backend_for(url_).open(url_, patience_);
    const Former was = former(table, risk.column, renames_);
    if (risk.to.empty()) return database_->values_missing(was.table, was.column);
    return database_->values_lost({was.table, was.column, risk.from, risk.to});
  }

 private:
  const std::vector<RenameStep>& renames_;
  SourceArgument url_;
  Patience patience_;
  std::unique_ptr<Database> database_;
};

template <class Use>
void for_each_rebuild(Plan& plan, const Use& use) {
  if (plan.dialect->can_alter_constraints) return;
  for (Step& step : plan.steps)
    for (Op& op : step.ops)
      if (auto* rebuild = std::get_if<RebuildTable>(&op)) use(*rebuild);
}

std::string counted_values(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " value" : " values");
}

}  // namespace

std::vector<Loss> value_losses(const Plan& up, ComparisonResult& comparison, const CompareRequest& request) {
  std::vector<Loss> all;
  Counter counter(comparison, request);
  Plan plan = up;
  for_each_rebuild(plan, [&](const RebuildTable& op) {
    for (const ValueRisk& risk : value_risks(op)) {
      const auto count = counter.count(op.actual.name, risk);
      const std::string target = to_string(op.actual.name) + "." + risk.column.text;
      if (count && *count == 0) continue;
      if (count) {
        all.push_back({risk.word, target, counted_values(*count) + ", " + describe(risk)});
      } else if (risk.expected) {
        all.push_back({risk.word, target,
                       "no database was read: how many values are " + describe(risk) + " is not known"});
      } else {
        comparison.report.notes.push_back(target + ": no database was read, so how many values are " +
                                          describe(risk) + " is not known; the script stops at the first");
      }
    }
  });
  return all;
}

Plan with_allowed(Plan plan, const std::vector<std::string>& allow) {
  const auto allows = [&](const std::string& word) {
    return std::ranges::any_of(allow, [&](const std::string& one) { return one == word || one == "all"; });
  };
  for_each_rebuild(plan, [&](RebuildTable& op) {
    for (const ValueRisk& risk : value_risks(op))
      if (allows(risk.word) && std::ranges::find(op.may_lose, risk.word) == op.may_lose.end())
        op.may_lose.push_back(risk.word);
  });
  return plan;
}

}  // namespace tenon
