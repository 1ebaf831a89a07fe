// The rules of lint with their titles and reasons, and the values of a lint run.

#include "model/lint.h"

#include <algorithm>

namespace tenon {

namespace {

constexpr LintRule kRules[] = {
    {"TN101", "foreign key between columns of different types",
     "every comparison converts one side, an index may not be used, and one side can hold values that the "
     "other cannot",
     true, nullptr, &Capabilities::references_copy_the_key},
    {"TN102", "foreign key between columns of different lengths",
     "a parent row whose key is longer than the child's column can never be referred to", true, nullptr,
     &Capabilities::references_copy_the_key},
    {"TN103", "foreign key between columns of different collations",
     "the foreign key and a join compare by different rules: a join may fail, or miss rows that the foreign "
     "key accepts"},
    {"TN104", "foreign key whose columns may be swapped",
     "the types of the columns do not tell which belong together: each value is looked up in the column that "
     "it is paired with",
     true, nullptr, &Capabilities::references_copy_the_key},
    {"TN105", "foreign key without an index",
     "a DELETE in the parent, or an UPDATE of its key, looks for rows that refer to it, and locks the "
     "parent's "
     "row meanwhile: slow once the table is large",
     true, nullptr, &Capabilities::references_make_an_index},
    {"TN106", "composite foreign key that a NULL bypasses",
     "with MATCH SIMPLE, one NULL is enough for the other columns to hold values that no parent has"},
    {"TN107", "cycle of foreign keys in which no first row can be inserted",
     "each table requires a row of another before its first row, and none of the foreign keys can be "
     "deferred"},
    {"TN108", "SET NULL on a NOT NULL column",
     "the parent row cannot be deleted or changed while a row refers to it; the error names another table"},
    {"TN109", "SET DEFAULT without a default",
     "without a default the column is set to NULL, or the statement fails if it is NOT NULL"},
    {"TN110", "SET DEFAULT to a value that no parent has",
     "the parent row cannot be deleted or changed while a row refers to it"},
    {"TN111", "foreign key into a schema in which its owner lacks privileges",
     "its owner cannot recreate the foreign key, neither after a change nor from a dump"},
    {"TN112", "cascade that reaches many tables",
     "one DELETE deletes rows of many tables, and locks each of them", false},
    {"TN201", "duplicate constraint", "each is checked at every write, and the second adds nothing"},
    {"TN202", "duplicate index", "every write updates both, and no query needs the second"},
    {"TN203", "index covered by another one",
     "the longer index finds the same rows, and every write updates both"},
    {"TN204", "unique index beside an equal constraint",
     "the constraint has an index of its own, so every write updates two equal indexes"},
    {"TN205", "unique constraint that NULLs bypass",
     "NULLs are not equal to each other, so identical rows can be inserted repeatedly"},
    {"TN206", "primary key that allows NULL",
     "SQLite allows NULL in a primary key, in any number of rows, unless the column is NOT NULL", true,
     nullptr, &Capabilities::keys_refuse_null},
    {"TN301", "constraint that was never validated",
     "older rows may violate it, and the planner does not rely on it"},
    {"TN302", "index that is not valid",
     "every write updates it, no query uses it, and if it is unique, it does not guarantee that"},
    {"TN401", "name longer than the server allows",
     "the server truncates it without an error: the object gets another name than the one that was written"},
    {"TN501", "table without a primary key",
     "rows cannot be distinguished: no logical replication of changes, no safe repair, duplicates"},
    {"TN601", "foreign key name that the dictionary already has",
     "the name must be unique in the dictionary, whatever the table: the foreign key is rejected", true,
     &Capabilities::reference_names_are_global},
    {"TN602", "foreign key whose columns are not those of the primary key",
     "types and lengths must be equal: the foreign key is rejected", true,
     &Capabilities::references_copy_the_key},
    {"TN603", "foreign key without a primary key to refer to",
     "the primary key in the parent table must already be defined, and is referred to in its order", true,
     &Capabilities::references_copy_the_key},
    {"TN604", "foreign key to its own table inside CREATE TABLE", "the statement is rejected", true,
     &Capabilities::creates_tables_without_own_references},
    {"TN605", "foreign key on the primary key inside CREATE TABLE", "the statement is rejected", true,
     &Capabilities::creates_tables_without_own_references},
    {"TN606", "index behind a foreign key that allows NULL",
     "the index of a foreign key must not allow NULL, and its attributes must match those of the primary "
     "key's index",
     true, &Capabilities::references_make_an_index},
    {"TN607", "foreign key that does not apply to existing rows",
     "existing rows are never validated, only rows that are inserted, updated or deleted afterwards", false,
     &Capabilities::references_skip_existing_rows},
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
