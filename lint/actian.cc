// Rules TN601 to TN607, about what Actian PSQL does with foreign keys; input a Scope, output findings.

#include <algorithm>
#include <array>
#include <map>

#include "lint/paths.h"
#include "lint/rules.h"
#include "lint/scope.h"
#include "model/dialect.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string upper(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return made;
}

bool has_own_name(const ForeignKey& key) {
  return key.columns.empty() || *key.named_by == NamedBy::kUser || *key.named_by == NamedBy::kConvention;
}

/// Returns the name of a foreign key in the dictionary: the given one, else that of its first column.
std::string dictionary_name(const ForeignKey& key) {
  return has_own_name(key) ? key.name.text : key.columns.front().text;
}

/// Returns the integer type that an identity type is compatible with.
std::string without_identity(std::string type) {
  if (type == "IDENTITY") return "INTEGER";
  if (type == "SMALLIDENTITY") return "SMALLINT";
  return type == "BIGIDENTITY" ? "BIGINT" : type;
}

/// The names of types that SQL has in two spellings (ISO 9075-2, predefined types), of those that PSQL has.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSynonyms{{
    {"INT", "INTEGER"},
    {"CHARACTER", "CHAR"},
    {"CHARACTER VARYING", "VARCHAR"},
    {"CHAR VARYING", "VARCHAR"},
    {"DEC", "DECIMAL"},
    {"DOUBLE PRECISION", "DOUBLE"},
}};

/// Returns one spelling for all synonyms of a type, with its length.
std::string type_of(const Column& column) {
  const std::string type = upper(column.type.key);
  const std::string name = type.substr(0, type.find('('));
  const auto at = std::ranges::find(kSynonyms, name, [](const auto& pair) { return pair.first; });
  return at == kSynonyms.end() ? type : std::string(at->second) + type.substr(name.size());
}

/// An integer column may refer to an identity column of the same length; all other types must be equal.
bool may_refer(const Column& child, const Column& parent) {
  return type_of(child) == type_of(parent) || type_of(child) == without_identity(type_of(parent));
}

/// Returns the statement of a file that makes the constraint or index; nullptr: no file says.
const LintEvidence::Made* made_by(const Scope& scope, const Table& table, const Constraint& constraint) {
  const auto& made = scope.evidence().made;
  const auto at = made.find({kind_of(constraint), table.name.schema, table.name.name, name_of(constraint)});
  return at == made.end() ? nullptr : &at->second;
}

bool is_made_inside(const Scope& scope, const Child& child) {
  const LintEvidence::Made* made = made_by(scope, *child.table, *child.key);
  return made && made->by_create_table;
}

/// Tells whether a file makes the second after the first.
bool comes_later(const LintEvidence::Made* first, const LintEvidence::Made* second) {
  return first && second && first->statement < second->statement;
}

/// Returns the foreign keys in the order of the statements that make them, as far as a file tells it.
std::vector<Child> in_order(const Scope& scope) {
  std::vector<Child> children = scope.foreign_keys();
  std::ranges::stable_sort(children, {}, [&](const Child& child) {
    const LintEvidence::Made* made = made_by(scope, *child.table, *child.key);
    return made ? made->statement : 0;
  });
  return children;
}

std::string by_alter(const Child& child) {
  return "ALTER TABLE " + child.table->name.name.text + " ADD CONSTRAINT " + child.key->name.text +
         " FOREIGN KEY ..., once the table is there";
}

}  // namespace

void check_dictionary_names(const Scope& scope, LintFindings& findings) {
  std::map<std::string, Child> owners;
  for (const Child& child : in_order(scope)) {
    const std::string name = dictionary_name(*child.key);
    const auto [at, is_first] = owners.emplace(upper(name), child);
    if (is_first) continue;
    const bool is_default = !has_own_name(*child.key);
    findings.add("TN601", child,
                 "foreign key names are unique in the dictionary, and " + name +
                     (is_default ? ", the name of its first column which it gets as it has none," : "") +
                     " is that of the key of " + at->second.table->name.name.text + " already",
                 "give each a name of its own");
  }
}

void check_exact_columns(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys()) {
    const Table* parent = scope.table(child.key->referred_table);
    if (!parent) continue;
    for (std::size_t i = 0; i < std::min(child.key->columns.size(), child.key->referred_columns.size());
         ++i) {
      const Column* own = find_column(*child.table, child.key->columns[i]);
      const Column* referred = find_column(*parent, child.key->referred_columns[i]);
      if (own && referred && !may_refer(*own, *referred))
        findings.add("TN602", child,
                     own->name.text + " is " + own->type.text + ", and " + parent->name.name.text + "." +
                         referred->name.text + " is " + referred->type.text,
                     "the same type and length; only an integer may refer to an identity, of its own length");
    }
  }
}

void check_parent_keys(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys()) {
    const Table* parent = scope.table(child.key->referred_table);
    const PrimaryKey* key = parent ? primary_key(*parent) : nullptr;
    const std::string name = child.key->referred_table.name.text;
    if (!key)
      findings.add("TN603", child, name + (parent ? " has no primary key" : " is not there") + " to refer to",
                   "define the parent with its primary key first");
    else if (comes_later(made_by(scope, *child.table, *child.key), made_by(scope, *parent, *key)))
      findings.add("TN603", child, "the primary key of " + name + " is defined after it",
                   "define the parent with its primary key first");
    else if (key->columns != child.key->referred_columns)
      findings.add("TN603", child,
                   "it refers to (" + column_list(child.key->referred_columns) +
                       "), and the primary key of " + name + " is (" + column_list(key->columns) +
                       "), in that order",
                   "refer to the columns of the primary key, all of them, in its order");
  }
}

void check_self_references(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys())
    if (child.key->referred_table == child.table->name && is_made_inside(scope, child))
      findings.add("TN604", child, "CREATE TABLE cannot make a key that refers to the table itself",
                   by_alter(child));
}

void check_keys_that_are_both(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys()) {
    const PrimaryKey* key = primary_key(*child.table);
    if (!key || !is_made_inside(scope, child)) continue;
    std::vector<Name> own = child.key->columns;
    std::vector<Name> primary = key->columns;
    std::ranges::sort(own);
    std::ranges::sort(primary);
    const bool by_one =
        !comes_later(made_by(scope, *child.table, *child.key), made_by(scope, *child.table, *key));
    if (own == primary && by_one)
      findings.add("TN605", child,
                   "one statement cannot make a primary key and a foreign key of the same columns (" +
                       column_list(child.key->columns) + ")",
                   by_alter(child));
  }
}

void check_null_rules(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys())
    for (const AccessPath& path : access_paths(*child.table, scope.dialect())) {
      if (path.is_key || path.elements.size() != child.key->columns.size()) continue;
      // An index that is made after the key is not the one behind it.
      if (comes_later(made_by(scope, *child.table, *child.key), made_by(scope, *child.table, *path.of)))
        continue;
      std::vector<Name> nullable;
      bool is_behind = true;
      for (std::size_t i = 0; i < path.elements.size(); ++i) {
        const auto* name = std::get_if<Name>(&path.elements[i].what);
        is_behind = is_behind && name && *name == child.key->columns[i];
        const Column* column = is_behind ? find_column(*child.table, *name) : nullptr;
        if (column && scope.takes_null(*column)) nullable.push_back(*name);
      }
      if (is_behind && !nullable.empty())
        findings.add("TN606", child,
                     "the index " + name_of(*path.of).text + " behind it allows NULL in " +
                         column_list(nullable) + ", which the index of a key must not",
                     "NOT NULL on " + column_list(nullable) + ", or leave the index to the key");
    }
}

void check_unchecked_rows(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys())
    findings.add(
        "TN607", child,
        "rows that are in " + child.table->name.name.text + " before the key is created are not checked",
        "look for rows without a parent before the key is created");
}

}  // namespace tenon
