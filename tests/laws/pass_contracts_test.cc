// Holds the contract of every pass of the planner (plan/passes.h) over random pairs of catalogs, with
// renames, tables that inherit, partitions and enums under partition keys among them, in both directions.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diff/diff.h"
#include "model/error.h"
#include "model/inheritance.h"
#include "plan/passes.h"
#include "tests/laws/renamed.h"
#include "tests/support/builders.h"
#include "tests/support/random_catalog.h"

namespace tenon::this_file {
namespace {

using test::Rng;

/// Gathers the fields in which two transitions differ.
class Differences {
 public:
  static unsigned between(const Transitions& a, const Transitions& b) {
    Differences found;
    found.compare(a, b);
    return found.fields_;
  }

 private:
  void note(bool same, unsigned field) {
    if (!same) fields_ |= field;
  }

  /// Compares what both have; what one of them has alone differs in `entries`.
  template <class Map, class Compare>
  void each(const Map& a, const Map& b, unsigned entries, const Compare& compare) {
    note(a.size() == b.size(), entries);
    for (const auto& [key, one] : a) {
      const auto other = b.find(key);
      note(other != b.end(), entries);
      if (other != b.end()) compare(one, other->second);
    }
  }

  template <class T>
  void sides(const T& a, const T& b, unsigned field) {
    note(a.before == b.before && a.after == b.after, field);
  }

  void compare(const Transitions& a, const Transitions& b) {
    const auto untouched = [&](const auto& x, const auto& y) { sides(x, y, kOtherFields); };
    each(a.schemas, b.schemas, kOtherFields, untouched);
    each(a.extensions, b.extensions, kOtherFields, untouched);
    each(a.enums, b.enums, kOtherFields, [&](const EnumTransition& x, const EnumTransition& y) {
      sides(x, y, kOtherFields);
      note(x.users == y.users, kEnumUsers);
      note(x.keeps_labels == y.keeps_labels, kEnumLabels);
    });
    each(a.types, b.types, kTypeEntries, [&](const TypeTransition& x, const TypeTransition& y) {
      sides(x, y, kOtherFields);
      note(x.replaced == y.replaced && x.recreated == y.recreated, kTypeReplaced);
      note(x.users == y.users, kTypeUsers);
    });
    each(a.sequences, b.sequences, kSequenceEntries,
         [&](const SequenceTransition& x, const SequenceTransition& y) {
           sides(x, y, kOtherFields);
           note(x.released == y.released && x.dropped_by_cascade == y.dropped_by_cascade, kSequenceOwner);
         });
    each(a.tables, b.tables, kTableEntries,
         [&](const TableTransition& x, const TableTransition& y) { compare(x, y); });
    note(a.after == b.after, kOtherFields);
  }

  void compare(const TableTransition& a, const TableTransition& b) {
    sides(a, b, kTableSides);
    note(a.after_spelling == b.after_spelling && a.altered == b.altered, kOtherFields);
    note(a.cascades_to == b.cascades_to, kTableCascades);
    each(a.columns, b.columns, kColumnEntries,
         [&](const ColumnTransition& x, const ColumnTransition& y) { compare(x, y); });
    note(a.constraints.size() == b.constraints.size(), kConstraintEntries);
    for (std::size_t i = 0; i < std::min(a.constraints.size(), b.constraints.size()); ++i) {
      sides(a.constraints[i], b.constraints[i], kConstraintSides);
      note(a.constraints[i].replaced.reason() == b.constraints[i].replaced.reason(), kConstraintReplaced);
    }
  }

  void compare(const ColumnTransition& a, const ColumnTransition& b) {
    sides(a, b, kOtherFields);
    note(a.replaced.reason() == b.replaced.reason(), kColumnReplaced);
    note(a.recast == b.recast && a.cast_via_text == b.cast_via_text && a.default_dropped == b.default_dropped,
         kColumnRecast);
    note(a.cascades_to == b.cascades_to, kColumnCascades);
    note(a.this_table_only == b.this_table_only && a.changed_by_parent == b.changed_by_parent &&
             a.inherited == b.inherited,
         kColumnInherited);
  }

  unsigned fields_ = 0;
};

/// Gives some tables children that inherit their columns and checks, or partitions, or tables that could be
/// either.
Catalog with_children(Catalog catalog, Rng& rng) {
  std::vector<Table> children;
  for (Table& parent : catalog.tables) {
    if (parent.columns.empty() || rng() % 2 == 0) continue;
    Table child;
    child.name = {parent.name.schema, catalog.dialect->name_of("child of " + parent.name.name.text)};
    const bool partition = rng() % 2 == 0;
    if (rng() % 4 != 0) child.parents = {parent.name};
    if (partition && !child.parents.empty()) {
      const std::string key = "list (\"" + parent.columns[rng() % parent.columns.size()].name.text + "\")";
      parent.options = with_option(parent.options, "partition_by", key);
      child.options = with_option(child.options, "partition_bound", "FOR VALUES IN ('a')");
    }
    for (const Column& column : parent.columns) {
      Column own = inherited_column(column, child);
      if (child.parents.empty()) own.inheritance = Inheritance::kOwn;
      child.columns.push_back(std::move(own));
    }
    for (const Constraint& constraint : parent.constraints)
      if (std::holds_alternative<Check>(constraint) && rng() % 2 == 0)
        (child.parents.empty() ? child.constraints : *child.inherited_constraints).push_back(constraint);
    children.push_back(std::move(child));
  }
  for (Table& child : children) catalog.tables.push_back(std::move(child));
  return sorted(std::move(catalog));
}

struct Pair {
  Catalog before;
  Catalog after;
  std::vector<RenameStep> renames = {};  ///< that led to `before`
};

Pair random_pair(const Dialect& dialect, std::uint64_t seed) {
  Rng rng(seed);
  test::RenamedCatalog start = test::randomly_renamed(test::random_catalog(dialect, rng), rng);
  Catalog before = std::move(start.catalog);
  Catalog after = test::mutated(before, rng, 1 + static_cast<int>(seed % 12));
  if (!dialect.can_alter_columns) return {std::move(before), std::move(after), std::move(start.steps)};
  return {with_children(std::move(before), rng), with_children(std::move(after), rng),
          std::move(start.steps)};
}

/// The fields that each pass has modified so far.
using Modified = std::map<std::string_view, unsigned>;

void expect_contracts_held(const Pair& pair, Direction direction, Modified& modified) {
  const auto changes = diff(pair.before, pair.after);
  Transitions transitions = transitions_of(changes, pair.before, pair.after);
  const PlanInputs inputs = plan_inputs(transitions, pair.before, pair.after, direction, pair.renames);
  try {
    for (const Pass& pass : passes()) {
      const Transitions next = pass.run(transitions, inputs);
      const unsigned changed = Differences::between(transitions, next);
      EXPECT_EQ(changed & ~pass.modifies, 0U) << pass.name << " modifies more than it says";
      EXPECT_EQ(Differences::between(next, pass.run(transitions, inputs)), 0U)
          << pass.name << " depends on more than its inputs";
      const Transitions again = pass.runs_once ? next : pass.run(next, inputs);
      EXPECT_EQ(Differences::between(next, again), 0U)
          << pass.name << " decides otherwise when it runs again";
      modified[pass.name] |= changed;
      transitions = next;
    }
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kUnsupported) << error.what();
  }
}

/// A partition key over an enum that loses a label.
Pair enum_under_partition_key() {
  const auto with_labels = [](std::vector<std::string> labels) {
    Table table = test::table("t", {test::column("m", "mood")});
    table.options = {{"partition_by", "list (m)"}};
    Catalog made = test::catalog({table});
    made.enums.emplace_back().name = test::q("mood");
    made.enums.back().labels = std::move(labels);
    return made;
  };
  return {with_labels({"a", "b"}), with_labels({"a"})};
}

/// A parent whose column comes to take NULL and to have a default, over a child that has it in its primary
/// key.
Pair parent_that_takes_null() {
  const auto with_parent = [](Column column) {
    Table child =
        test::table("child", {test::column("a", "integer", false)}, {test::primary_key("k", {"a"})});
    child.columns[0].inheritance = Inheritance::kInherited;
    child.parents = {test::q("parent")};
    return test::catalog({child, test::table("parent", {std::move(column)})});
  };
  return {with_parent(test::column("a", "integer", false)), with_parent(test::column("a", "bigint", true))};
}

/// A table whose text refers to a primary key without its columns, and that key changes.
Pair implied_reference() {
  const auto with_key = [](std::string_view column) {
    Table child = test::table("child", {test::column("p", "integer", true, kSqlite)},
                              {test::foreign_key("f", {"p"}, "parent", {"a"}, kSqlite)}, kSqlite);
    *child.stored_sql = "CREATE TABLE child (p REFERENCES parent)";
    Table parent = test::table(
        "parent", {test::column("a", "integer", true, kSqlite), test::column("b", "integer", true, kSqlite)},
        {test::primary_key("k", {column}, kSqlite)}, kSqlite);
    return test::catalog({child, parent}, kSqlite);
  };
  return {with_key("a"), with_key("b")};
}

TEST(PassContracts, HoldOverRandomCatalogs) {
  Modified modified;
  for (const Dialect* dialect : {&kPostgresql, &kSqlite})
    for (std::uint64_t seed = 1; seed <= 200 && !HasFailure(); ++seed) {
      SCOPED_TRACE(std::string(dialect->name) + " seed " + std::to_string(seed));
      const Pair pair = random_pair(*dialect, seed);
      expect_contracts_held(pair, seed % 2 == 0 ? Direction::kUp : Direction::kDown, modified);
    }
  // What random pairs seldom have.
  for (const Pair& pair : {enum_under_partition_key(), parent_that_takes_null(), implied_reference()})
    expect_contracts_held(pair, Direction::kDown, modified);
  for (const Pass& pass : passes()) EXPECT_NE(modified[pass.name], 0U) << pass.name << " had nothing to do";
}

}  // namespace
}  // namespace tenon::this_file
