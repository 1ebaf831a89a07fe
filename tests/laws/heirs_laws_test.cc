#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "declare/sql/declaration.h"
#include "diff/diff.h"
#include "model/error.h"
#include "model/inheritance.h"
#include "plan/lookup/op_text.h"
#include "plan/online/online.h"
#include "plan/plan.h"
#include "plan/simulate/applied.h"
#include "tests/support/print.h"
#include "tests/support/random_seeds.h"
#include "tests/support/random_trees.h"
#include "tests/support/shell.h"

namespace tenon::this_file {
namespace {

Catalog read(const test::Trees& trees) {
  const Document document{"trees.sql", script_of(trees)};
  return read_postgresql({&document, 1}).catalog;
}

/// Column order is not compared.
Catalog in_any_order(Catalog catalog) {
  for (auto& table : catalog.tables) std::ranges::sort(table.columns, {}, &Column::name);
  return sorted(std::move(catalog));
}

/// How often each shape occurred. All of them are listed: the law says nothing of one that never does.
class Shapes {
 public:
  Shapes() {
    for (const char* name : {"several parents",
                             "levels of inheritance",
                             "levels of partitions",
                             "default partition",
                             "column declared as well",
                             "default of its own",
                             "no default where the parent has one",
                             "NOT NULL of its own",
                             "NULL under a parent with NOT NULL",
                             "identity of a parent",
                             "identity of a child",
                             "identity of a partition",
                             "default of a partition",
                             "hash partition",
                             "inherited computed column",
                             "column compression",
                             "column storage",
                             "check NO INHERIT",
                             "check NOT VALID",
                             "check declared as well",
                             "primary key of a whole",
                             "unique of a whole",
                             "index of a whole",
                             "key of a partition",
                             "key of a partition beside one of the whole",
                             "part named by hand",
                             "foreign key of a partition",
                             "foreign key to a partition",
                             "foreign key to a whole",
                             "foreign key to itself",
                             "foreign key NOT VALID",
                             "INHERIT",
                             "NO INHERIT",
                             "ATTACH PARTITION",
                             "DETACH PARTITION"})
      counts_[name];
  }

  const std::map<std::string, int>& counts() const { return counts_; }

  void note(const Catalog& catalog) {
    for (const Table& table : catalog.tables) {
      note_links(catalog, table);
      for (const Column& column : table.columns) note_column(catalog, table, column);
      for (const Constraint& constraint : table.constraints) note_constraint(catalog, table, constraint);
      for (const Constraint& part : *table.inherited_constraints)
        note(name_of(part).text.starts_with("hand_"), "part named by hand");
    }
  }

  void note(const Plan& plan) {
    for (const Step& step : plan.steps)
      for (const Op& op : step.ops) {
        if (const auto* joins = std::get_if<AttachTable>(&op))
          note(true, is_partition(joins->table) ? "ATTACH PARTITION" : "INHERIT");
        if (const auto* leaves = std::get_if<DetachTable>(&op))
          note(true, is_partition(leaves->table) ? "DETACH PARTITION" : "NO INHERIT");
      }
  }

 private:
  void note(bool occurs, const char* shape) { counts_.at(shape) += occurs ? 1 : 0; }

  void note_links(const Catalog& catalog, const Table& table) {
    const std::string* bound = option(table.options, "partition_bound");
    note(table.parents.size() > 1, "several parents");
    note(bound && *bound == "DEFAULT", "default partition");
    note(bound && bound->find("modulus") != std::string::npos, "hash partition");
    note(bound && option(table.options, "partition_by"), "levels of partitions");
    for (const QualifiedName& parent : table.parents)
      note(!bound && !find_table(catalog, parent)->parents.empty(), "levels of inheritance");
  }

  void note_column(const Catalog& catalog, const Table& table, const Column& column) {
    note(column.inheritance == Inheritance::kMerged, "column declared as well");
    note(option(column.options, "compression"), "column compression");
    note(option(column.options, "storage"), "column storage");
    note(column.identity && table.parents.empty(), "identity of a parent");
    note(column.identity && !table.parents.empty() && !is_partition(table), "identity of a child");
    note(column.identity && is_partition(table), "identity of a partition");
    for (const QualifiedName& parent : table.parents) {
      const Column* above = find_column(*find_table(catalog, parent), column.name);
      if (!above) continue;
      note(column.default_value && column.default_value != above->default_value, "default of its own");
      note(!column.default_value && above->default_value, "no default where the parent has one");
      note(!column.nullable && above->nullable, "NOT NULL of its own");
      note(column.nullable && !above->nullable, "NULL under a parent with NOT NULL");
      note(is_partition(table) && column.default_value && column.default_value != above->default_value,
           "default of a partition");
      note(column.generated && above->generated, "inherited computed column");
    }
  }

  void note_constraint(const Catalog& catalog, const Table& table, const Constraint& constraint) {
    const bool whole = option(table.options, "partition_by") != nullptr;
    const bool is_key =
        std::holds_alternative<PrimaryKey>(constraint) || std::holds_alternative<Unique>(constraint);
    note(whole && std::holds_alternative<PrimaryKey>(constraint), "primary key of a whole");
    note(whole && std::holds_alternative<Unique>(constraint), "unique of a whole");
    note(whole && std::holds_alternative<Index>(constraint), "index of a whole");
    note(is_partition(table) && is_key, "key of a partition");
    note(is_partition(table) && is_beside(catalog, table, constraint),
         "key of a partition beside one of the whole");
    if (const auto* check = std::get_if<Check>(&constraint)) note_check(catalog, table, *check);
    if (const auto* key = std::get_if<ForeignKey>(&constraint)) note_key(catalog, table, *key);
  }

  /// Whether the whole has an index over the same columns.
  static bool is_beside(const Catalog& catalog, const Table& part, const Constraint& constraint) {
    const std::vector<Name> columns = columns_of(constraint);
    return !columns.empty() &&
           std::ranges::any_of(find_table(catalog, part.parents.front())->constraints,
                               [&](const Constraint& other) { return columns_of(other) == columns; });
  }

  void note_check(const Catalog& catalog, const Table& table, const Check& check) {
    note(check.no_inherit, "check NO INHERIT");
    note(!check.validated, "check NOT VALID");
    for (const QualifiedName& parent : table.parents)
      note(find_constraint(*find_table(catalog, parent), Constraint(check).index(), check.name),
           "check declared as well");
  }

  void note_key(const Catalog& catalog, const Table& table, const ForeignKey& key) {
    const Table& referred = *find_table(catalog, key.referred_table);
    note(is_partition(table), "foreign key of a partition");
    note(is_partition(referred), "foreign key to a partition");
    note(option(referred.options, "partition_by"), "foreign key to a whole");
    note(key.referred_table == table.name, "foreign key to itself");
    note(!key.validated, "foreign key NOT VALID");
  }

  std::map<std::string, int> counts_;
};

/// Runs the ops on the model, and returns what is left to do, or what a database would refuse.
std::string left_over(const Plan& plan, const Catalog& from, const Catalog& to) {
  std::string text;
  try {
    const Catalog reached = applied(from, plan);
    if (in_any_order(reached) == in_any_order(to)) return "";
    text = "left over:";
    for (const auto& change : diff(reached, to))
      text += "\n  " + std::visit([](const auto& one) { return testing::PrintToString(one); }, change);
  } catch (const Error& error) {
    text = error.what();
  }
  for (const auto& step : plan.steps)
    for (const auto& op : step.ops) text += "\n  " + describe(op);
  return text;
}

const std::uint64_t kPairs = test::is_one_round() ? 250 : 500;

/// A plan is refused for what PostgreSQL has no statement for, and for nothing else.
TEST(HeirsLaws, ReachWhatIsDeclaredAndLeadBack) {
  Shapes shapes;
  std::uint64_t arrived = 0;
  const test::Seeds chosen = test::chosen_seeds(kPairs);
  for (std::uint64_t n = 0; n < chosen.count && (chosen.were_chosen || !HasFailure()); ++n) {
    const std::uint64_t seed = chosen.first + n;
    const test::TreePair trees = test::random_tree_pair(seed);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + script_of(trees.before) + "-- becomes\n" +
                 script_of(trees.after));
    const Catalog before = read(trees.before);
    const Catalog after = read(trees.after);
    shapes.note(before);
    for (const auto& [from, to] : {std::pair(&before, &after), std::pair(&after, &before)}) {
      try {
        const Plan plan = planned(diff(*from, *to), *from, *to);
        shapes.note(plan);
        EXPECT_EQ(left_over(plan, *from, *to), "");
        EXPECT_EQ(left_over(online(plan, *from, {true, true}), *from, *to), "");
        ++arrived;
      } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::kUnsupported) << error.what();
      }
    }
  }
  if (chosen.were_chosen) return;
  EXPECT_GT(arrived, 2 * kPairs * 4 / 5);
  for (const auto& [shape, count] : shapes.counts()) EXPECT_GT(count, 0) << shape << " never occurred";
}

TEST(HeirsLaws, AreMadeFromNothingAndGoAgain) {
  const Catalog nothing = read({});
  const test::Seeds chosen = test::chosen_seeds(kPairs);
  for (std::uint64_t n = 0; n < chosen.count && (chosen.were_chosen || !HasFailure()); ++n) {
    const std::uint64_t seed = chosen.first + n;
    const test::Trees trees = test::random_tree_pair(seed).before;
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + script_of(trees));
    const Catalog made = read(trees);
    const Migration plans = migration(diff(nothing, made), nothing, made);
    EXPECT_EQ(left_over(plans.up, nothing, made), "");
    EXPECT_EQ(left_over(plans.down, made, nothing), "");
  }
}

}  // namespace
}  // namespace tenon::this_file
