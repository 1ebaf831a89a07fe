// Checks the names of a catalog against a naming convention, and derives renames.

#include "names/names.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "model/naming_server.h"

namespace tenon {

namespace {

NamingSubject subject_of(const Constraint& constraint, const Table& table, const Dialect& dialect) {
  const bool says_schema = table.name.schema.text != dialect.default_schema;
  NamingSubject subject =
      naming_subject(constraint, table, says_schema ? table.name.schema.text : std::string());
  if (subject.referred_schema == dialect.default_schema) subject.referred_schema.clear();
  return subject;
}

std::optional<DerivedName> derived(const NamingConvention& convention, NamingSubject subject,
                                   std::optional<std::string> given) {
  if (convention.templates.empty()) return std::nullopt;  // the default one is for what has no name yet
  subject.given = std::move(given);
  try {
    return derived_name(convention, subject);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Returns `total` of `orders_total_check`; empty if the server derived the name from the table alone.
std::string middle_of_server_name(const std::string& name, const Table& table) {
  std::string text = name;
  while (!text.empty() && text.back() >= '0' && text.back() <= '9') text.pop_back();
  const auto label = text.rfind('_');
  const std::string before = table.name.name.text + "_";
  if (label == std::string::npos || !text.starts_with(before) || label < before.size()) return "";
  return text.substr(before.size(), label - before.size());
}

/// The name that the convention gives to one constraint.
struct Wanted {
  std::string text;    ///< empty: the convention gives no name
  bool keeps = false;  ///< the present name already follows the convention
};

/// Applies a template that contains the given name.
Wanted around_a_name(const NamingConvention& convention, const NamingSubject& subject,
                     const std::string& name, const std::string& bare) {
  const std::string mark = "\x01";
  const auto marked = derived(convention, subject, mark);
  const bool by_template = marked && marked->by == NamedBy::kConvention;
  const auto at = by_template ? marked->text.find(mark) : std::string::npos;
  if (at == std::string::npos) return {};
  const std::string before = marked->text.substr(0, at);
  const std::string after = marked->text.substr(at + mark.size());
  if (name.size() > before.size() + after.size() && name.starts_with(before) && name.ends_with(after))
    return {name, true};
  return {bare.empty() ? std::string() : before + bare + after, false};
}

Wanted wanted(const NamingConvention& convention, const Constraint& constraint, const Table& table,
              const Dialect& dialect, bool by_server) {
  const NamingSubject subject = subject_of(constraint, table, dialect);
  const std::string& name = name_of(constraint).text;
  if (const auto made = derived(convention, subject, std::nullopt)) return {made->text, false};
  return around_a_name(convention, subject, name, by_server ? middle_of_server_name(name, table) : name);
}

/// Returns the name spaces of an object in which names must be unique: the relations of a schema, the
/// constraints of a table.
std::vector<std::string> spaces_of(const Key& key, const Dialect& dialect) {
  const std::string relations = "relations\n" + key.schema.key;
  const std::string constraints = "constraints\n" + key.schema.key + "\n" + key.table.key;
  if (key.kind == Kind::kIndex) return {relations};
  if (key.kind == Kind::kCheck || key.kind == Kind::kForeignKey || !dialect.keys_name_their_index)
    return {constraints};
  return {relations, constraints};
}

NameVerdict verdict_on(const Constraint& constraint, const Table& table, const NamingConvention& convention,
                       const Dialect& dialect) {
  NameVerdict made;
  made.key = {kind_of(constraint), table.name.schema, table.name.name, name_of(constraint)};
  if (name_of(constraint).empty()) {
    made.keeping = Keeping::kNameless;
    return made;
  }
  made.by_server = is_server_name(constraint, table);
  const Wanted name = wanted(convention, constraint, table, dialect, made.by_server);
  made.would_be = name.keeps ? name.text : truncated(name.text, dialect.max_name);
  made.is_cut = made.would_be != name.text;
  if (name.text.empty())
    made.keeping = Keeping::kUnruled;
  else if (!name.keeps && dialect.name_of(made.would_be) != name_of(constraint))
    made.keeping = Keeping::kDiffers;
  return made;
}

/// Whether a name is left as it is.
bool stays(Keeping keeping) {
  return keeping == Keeping::kKeeps || keeping == Keeping::kUnruled || keeping == Keeping::kChosen;
}

using Owners = std::map<std::pair<std::string, Name>, const NameVerdict*>;

/// Assigns names: kept names stay, and of several objects with the same suggested name the first gets it.
void part(std::vector<NameVerdict>& names, const Dialect& dialect, const Catalog& catalog) {
  Owners owners;
  std::map<std::pair<std::string, Name>, std::string> tables;
  for (const Table& table : catalog.tables)
    tables[{"relations\n" + table.name.schema.key, table.name.name}] = "table:" + to_string(table.name);
  const auto claim = [&](NameVerdict& verdict, const Name& name) {
    for (const std::string& space : spaces_of(verdict.key, dialect)) {
      const auto table = tables.find({space, name});
      const auto owner = owners.find({space, name});
      if (table == tables.end() && owner == owners.end()) continue;
      verdict.collides_with = table != tables.end() ? table->second : to_string(owner->second->key);
      verdict.keeping = Keeping::kCollides;
      return;
    }
    for (const std::string& space : spaces_of(verdict.key, dialect)) owners[{space, name}] = &verdict;
  };
  for (NameVerdict& verdict : names)
    if (stays(verdict.keeping))
      for (const std::string& space : spaces_of(verdict.key, dialect))
        owners[{space, verdict.key.name}] = &verdict;
  for (NameVerdict& verdict : names)
    if (verdict.keeping == Keeping::kDiffers) claim(verdict, dialect.name_of(verdict.would_be));
}

const NameVerdict* find(const std::vector<NameVerdict>& names, const Key& key) {
  const auto at = std::ranges::find(names, key, &NameVerdict::key);
  return at == names.end() || at->keeping != Keeping::kDiffers ? nullptr : &*at;
}

}  // namespace

std::vector<NameVerdict> names_held(const Catalog& catalog, const NamingConvention& convention,
                                    WhichNames which) {
  std::vector<NameVerdict> names;
  for (const Table& table : catalog.tables)
    for (const Constraint& constraint : table.constraints)
      names.push_back(verdict_on(constraint, table, convention, *catalog.dialect));
  if (which == WhichNames::kServers)
    for (NameVerdict& verdict : names)
      if (verdict.keeping == Keeping::kDiffers && !verdict.by_server) verdict.keeping = Keeping::kChosen;
  part(names, *catalog.dialect, catalog);
  return names;
}

Catalog renamed_by(Catalog catalog, const std::vector<NameVerdict>& names) {
  std::map<Key, const NameVerdict*> by_key;
  for (const NameVerdict& verdict : names)
    if (verdict.keeping == Keeping::kDiffers) by_key[verdict.key] = &verdict;
  for (Table& table : catalog.tables) {
    for (Constraint& constraint : table.constraints) {
      const auto at =
          by_key.find({kind_of(constraint), table.name.schema, table.name.name, name_of(constraint)});
      if (at != by_key.end())
        constraint = renamed(std::move(constraint), catalog.dialect->name_of(at->second->would_be),
                             NamedBy::kConvention);
    }
    sort_constraints(table.constraints);
  }
  return catalog;
}

std::vector<Change> renames_of(const Catalog& catalog, const std::vector<NameVerdict>& names) {
  std::vector<Change> changes;
  for (const Table& table : catalog.tables)
    for (const Constraint& constraint : table.constraints) {
      const Key key{kind_of(constraint), table.name.schema, table.name.name, name_of(constraint)};
      const NameVerdict* verdict = find(names, key);
      if (!verdict) continue;
      const Name to = catalog.dialect->name_of(verdict->would_be);
      changes.push_back(Renamed{{key.kind, key.schema, key.table, to},
                                key.name,
                                object_of(constraint),
                                object_of(renamed(constraint, to, NamedBy::kConvention)),
                                {}});
    }
  std::ranges::sort(changes, {}, [](const Change& change) { return key_of(change); });
  return changes;
}

}  // namespace tenon
