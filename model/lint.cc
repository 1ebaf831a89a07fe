// The rules of lint with their titles and reasons, and the values of a lint run.

#include "model/lint.h"

#include <algorithm>

namespace tenon {

namespace {

constexpr LintRule kRules[] = {
    {"TN101", "foreign key between columns of different types",
     "every comparison converts one side, an index may go unused, and one side can hold what the other never "
     "can",
     true, "", "actian"},
    {"TN102", "foreign key between columns of different lengths",
     "a parent whose key is longer than the child's column can never be referred to", true, "", "actian"},
    {"TN103", "foreign key between columns of different collations",
     "the key and a join compare by different rules: a join may fail, or miss rows that the key lets in"},
    {"TN104", "foreign key that names the parent's key in another order",
     "columns of one type are easily crossed: each value is looked for in the column that it is paired with",
     true, "", "actian"},
    {"TN105", "foreign key without an index",
     "every delete and every change of a key in the parent reads the whole table, under a lock on the row",
     true, "", "actian"},
    {"TN106", "composite foreign key that a NULL switches off",
     "with MATCH SIMPLE one NULL is enough for the other columns to hold what no parent has"},
    {"TN107", "foreign keys in a circle that no first row can enter",
     "each table wants a row of another before it takes its first, and none of the keys can wait for the "
     "commit"},
    {"TN108", "SET NULL on a column that takes no NULL",
     "the parent's row can not be deleted or changed while a row refers to it; the error names another "
     "table"},
    {"TN109", "SET DEFAULT without a default",
     "without a default the column is set to NULL, or the statement fails where it takes none"},
    {"TN110", "SET DEFAULT to a value that no parent has",
     "the parent's row can not be deleted or changed while a row refers to it"},
    {"TN111", "foreign key into a schema that its owner has no rights in",
     "the key can not be made again by its owner: not after a change, not from a dump"},
    {"TN112", "cascade that reaches far",
     "one DELETE takes rows of many tables with it, with a lock on each of them", false},
    {"TN201", "constraint that is there twice", "each is checked at every write and says nothing new"},
    {"TN202", "index that is there twice", "each is written at every change and read by nobody"},
    {"TN203", "index that another one covers",
     "what it finds the longer one finds as well, and it is written at every change"},
    {"TN204", "unique index beside an equal constraint",
     "the constraint has an index of its own, so every row is written to two that are the same"},
    {"TN205", "unique key that a NULL switches off",
     "NULLs are not equal to each other: rows that differ in nothing can be there many times"},
    {"TN206", "primary key that takes NULL",
     "SQLite lets a primary key be NULL, in any number of rows, unless the column says NOT NULL", true,
     "sqlite"},
    {"TN301", "constraint that was never validated",
     "rows from before it may break it, and the planner does not rely on it"},
    {"TN302", "index that is not valid",
     "it is written at every change, no query reads it, and what is unique in it is not held to be"},
    {"TN401", "name that is longer than the server keeps",
     "the server cuts it without an error: what was written is not what it is called"},
    {"TN501", "table without a primary key",
     "a row can not be told from another: no logical replication of changes, no safe repair, duplicates"},
    {"TN601", "foreign key whose name is in the dictionary already",
     "the name must be unique in the dictionary, whatever the table: the key is refused", true, "actian"},
    {"TN602", "foreign key whose columns are not those of the primary key",
     "types and lengths must be the same: the key is refused", true, "actian"},
    {"TN603", "foreign key without a primary key to refer to",
     "the primary key in the parent table must already be defined, and is referred to in its order", true,
     "actian"},
    {"TN604", "foreign key to its own table inside CREATE TABLE", "the statement is refused", true, "actian"},
    {"TN605", "foreign key that is the primary key as well inside CREATE TABLE", "the statement is refused",
     true, "actian"},
    {"TN606", "index behind a foreign key that allows NULL",
     "the index of a key is not to allow NULL, and its attributes are to match those of the primary key's",
     true, "actian"},
    {"TN607", "foreign key that does not hold for rows that are there",
     "existing rows are never validated: only what is inserted, updated or deleted from then on", false,
     "actian"},
};

}  // namespace

std::span<const LintRule> lint_rules() { return kRules; }

const LintRule* find_lint_rule(std::string_view code) {
  const auto at = std::ranges::find(kRules, code, &LintRule::code);
  return at == std::end(kRules) ? nullptr : at;
}

LintSelector lint_selector(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return {std::string(text), ""};
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

bool is_whole(const LintSelector& selector) {
  return selector.glob.empty() && selector.table.empty() && selector.object.path.empty();
}

int exit_code(const LintReport& report) {
  if (!report.findings.empty()) return exit_code(Outcome::kDrift);
  return exit_code(report.looked_at.tables == 0 ? Outcome::kUnknown : Outcome::kInSync);
}

}  // namespace tenon
