// Rules TN101 to TN104 and TN106, about the columns of foreign keys; input a Scope, output findings.

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>

#include "lint/rules.h"
#include "lint/scope.h"
#include "model/dialect.h"
#include "sql/affinity.h"

namespace tenon {

namespace {

/// A column of a foreign key and the referred column.
struct Pair {
  const Column* child;
  const Column* parent;
};

std::vector<Pair> pairs_of(const Scope& scope, const Child& child) {
  std::vector<Pair> pairs;
  const Table* parent = scope.table(child.key->referred_table);
  if (!parent) return pairs;
  const std::size_t size = std::min(child.key->columns.size(), child.key->referred_columns.size());
  for (std::size_t i = 0; i < size; ++i) {
    const Column* own = find_column(*child.table, child.key->columns[i]);
    const Column* referred = find_column(*parent, child.key->referred_columns[i]);
    if (own && referred) pairs.push_back({own, referred});
  }
  return pairs;
}

/// A type split into its name and the text in parentheses.
struct SplitType {
  std::string name;
  std::string length;
};

SplitType split(std::string type) {
  SplitType made;
  const auto open = type.find('(');
  const auto close = type.find(')', open == std::string::npos ? 0 : open);
  if (open != std::string::npos && close != std::string::npos) {
    made.length = type.substr(open + 1, close - open - 1);
    type.erase(open, close + 1 - open);
  }
  constexpr std::string_view kVarying = "character varying";
  if (type.starts_with(kVarying)) type.replace(0, kVarying.size(), "text");  // they differ in the limit only
  made.name = std::move(type);
  return made;
}

/// Returns the affinity by which SQLite compares a value; empty: none.
std::string_view compared_as(const Column& column) {
  if (column.type.text.empty()) return "";
  const std::string_view told = affinity(column.type.text);
  if (told == "TEXT") return "text";
  return told == "BLOB" ? "" : "number";
}

bool types_differ(const Scope& scope, const Pair& pair) {
  if (!scope.dialect().types_bind_values) {
    const std::string_view child = compared_as(*pair.child);
    const std::string_view parent = compared_as(*pair.parent);
    return !child.empty() && !parent.empty() && child != parent;
  }
  return split(scope.base_type(*pair.child)).name != split(scope.base_type(*pair.parent)).name;
}

std::string both(const Child& child, const Pair& pair, const std::string& own, const std::string& referred) {
  return pair.child->name.text + " is " + own + ", and " + to_string(child.key->referred_table) + "." +
         pair.parent->name.text + " is " + referred;
}

std::string retype(const Child& child, const Pair& pair, std::string_view what) {
  return "give " + to_string(child.table->name) + "." + pair.child->name.text + " the " + std::string(what) +
         " of " + to_string(child.key->referred_table) + "." + pair.parent->name.text;
}

bool holds_text(const Scope& scope, const Column& column) {
  if (!scope.dialect().types_bind_values) return compared_as(column) == "text";
  return true;  // a type without a collation never has two
}

std::string collation_text(const Scope& scope, const QualifiedName& collation) {
  if (!collation.empty()) return to_string(collation);
  const std::string_view otherwise = scope.dialect().default_collation;
  return otherwise.empty() ? "the type's own collation" : std::string(otherwise);
}

}  // namespace

void check_types(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys())
    for (const Pair& pair : pairs_of(scope, child))
      if (types_differ(scope, pair))
        findings.add("TN101", child, both(child, pair, pair.child->type.text, pair.parent->type.text),
                     retype(child, pair, "type"));
}

void check_lengths(const Scope& scope, LintFindings& findings) {
  if (!scope.dialect().types_bind_values) return;  // nor has a type a length that anybody keeps to
  for (const Child& child : scope.foreign_keys())
    for (const Pair& pair : pairs_of(scope, child)) {
      const SplitType own = split(scope.base_type(*pair.child));
      const SplitType referred = split(scope.base_type(*pair.parent));
      if (own.name == referred.name && own.length != referred.length)
        findings.add("TN102", child, both(child, pair, pair.child->type.text, pair.parent->type.text),
                     retype(child, pair, "length"));
    }
}

void check_collations(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys())
    for (const Pair& pair : pairs_of(scope, child)) {
      if (types_differ(scope, pair) || !holds_text(scope, *pair.child)) continue;
      const QualifiedName own = scope.collation(*pair.child);
      const QualifiedName referred = scope.collation(*pair.parent);
      if (own != referred)
        findings.add("TN103", child,
                     pair.child->name.text + " compares by " + collation_text(scope, own) + ", and " +
                         to_string(child.key->referred_table) + "." + pair.parent->name.text + " by " +
                         collation_text(scope, referred),
                     retype(child, pair, "collation"));
    }
}

namespace {

/// Returns a key of the parent that has these columns in another order, if none has them in this one.
const std::vector<Name>* other_order(const Table& parent, const std::vector<Name>& columns) {
  const std::multiset<Name> wanted(columns.begin(), columns.end());
  const std::vector<Name>* found = nullptr;
  for (const Constraint& constraint : parent.constraints) {
    const auto* primary = std::get_if<PrimaryKey>(&constraint);
    const auto* unique = std::get_if<Unique>(&constraint);
    if (!primary && !unique) continue;
    const std::vector<Name>& key = primary ? primary->columns : unique->columns;
    if (key == columns) return nullptr;
    if (!found && std::multiset<Name>(key.begin(), key.end()) == wanted) found = &key;
  }
  return found;
}

/// Tells whether a name says which column it stands for: the same name, or one that ends with it
/// (`seat_hall` for `hall`).
bool is_namesake(const Name& child, const Name& parent) {
  return child == parent || child.key.ends_with("_" + parent.key);
}

/// Tells whether a column is paired with a column of another name although one of its own name is in the key
/// as well.
bool is_crossed(const ForeignKey& key, std::size_t i) {
  return key.columns[i] != key.referred_columns[i] &&
         std::ranges::find(key.referred_columns, key.columns[i]) != key.referred_columns.end();
}

/// Returns the positions whose pairing neither the types nor the names confirm: another pair could be swapped
/// with it without any difference in type.
std::vector<std::size_t> interchangeable(const Scope& scope, const ForeignKey& key,
                                         const std::vector<Pair>& pairs) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (is_namesake(key.columns[i], key.referred_columns[i])) continue;
    for (std::size_t j = 0; j < pairs.size(); ++j)
      if (i != j && !is_namesake(key.columns[j], key.referred_columns[j]) &&
          !types_differ(scope, {pairs[i].child, pairs[j].parent}) &&
          !types_differ(scope, {pairs[j].child, pairs[i].parent})) {
        found.push_back(i);
        break;
      }
  }
  return found;
}

/// Returns what makes the pairing doubtful; empty: nothing does.
std::string doubt(const ForeignKey& key, const std::vector<std::size_t>& open,
                  const std::vector<Name>* order) {
  std::string crossed;
  for (const std::size_t i : open)
    if (is_crossed(key, i))
      crossed += (crossed.empty() ? "" : ", ") + key.columns[i].text + " is paired with " +
                 key.referred_columns[i].text + " although the key has a " + key.columns[i].text;
  if (!crossed.empty()) return crossed;
  const bool is_reordered = order && std::ranges::any_of(open, [&](std::size_t i) {
                              return (*order)[i] != key.referred_columns[i];
                            });
  return is_reordered ? "it refers to (" + column_list(key.referred_columns) + "), and the key is (" +
                            column_list(*order) + ")"
                      : "";
}

}  // namespace

void check_key_order(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys()) {
    const ForeignKey& key = *child.key;
    const Table* parent = scope.table(key.referred_table);
    const std::vector<Pair> pairs = pairs_of(scope, child);
    const bool is_whole = pairs.size() == key.columns.size() && pairs.size() == key.referred_columns.size();
    if (!parent || pairs.size() < 2 || !is_whole) continue;
    const std::string message =
        doubt(key, interchangeable(scope, key, pairs), other_order(*parent, key.referred_columns));
    if (!message.empty())
      findings.add("TN104", child, message,
                   "list the columns in the order of the key, each paired with the one that it refers to");
  }
}

namespace {

bool mentions_null_of_all(const Table& table, const std::vector<const Column*>& columns) {
  return std::ranges::any_of(table.constraints, [&](const Constraint& constraint) {
    const auto* check = std::get_if<Check>(&constraint);
    if (!check) return false;
    std::string text = check->sqltext.text;
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (text.find("null") == std::string::npos) return false;
    return std::ranges::all_of(columns, [&](const Column* column) {
      return check->sqltext.text.find(column->name.text) != std::string::npos;
    });
  });
}

}  // namespace

void check_simple_matches(const Scope& scope, LintFindings& findings) {
  const bool always_simple = !scope.dialect().has_match;
  for (const Child& child : scope.foreign_keys()) {
    if (child.key->columns.size() < 2 || (child.key->match != Match::kSimple && !always_simple)) continue;
    std::vector<const Column*> nullable;
    std::vector<Name> names;
    for (const Name& name : child.key->columns)
      if (const Column* column = find_column(*child.table, name); column && scope.takes_null(*column)) {
        nullable.push_back(column);
        names.push_back(name);
      }
    // A single nullable column tells whether there is a reference at all, which is the purpose of NULL.
    if (nullable.size() < 2 || mentions_null_of_all(*child.table, nullable)) continue;
    // ON DELETE SET NULL on some columns leaves rows that MATCH FULL, or such a check, would reject.
    std::vector<Name> left = names;
    std::erase_if(left, [&](const Name& name) {
      return std::ranges::find(child.key->ondelete_columns, name) != child.key->ondelete_columns.end();
    });
    const bool sets_some = !left.empty() && left.size() < names.size();
    const bool can_be_full = !always_simple && nullable.size() == child.key->columns.size();
    findings.add("TN106", child,
                 "a row with a NULL in one of " + column_list(names) +
                     " is not checked, whatever the other columns hold",
                 sets_some ? "NOT NULL on " + column_list(left) + ", which ON DELETE SET NULL does not set"
                 : can_be_full
                     ? "MATCH FULL, or a check that either all of them are NULL or none is"
                     : "NOT NULL on all but one, or a check that either all of them are NULL or none is");
  }
}

}  // namespace tenon
