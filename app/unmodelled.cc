// Compares the objects that are not modelled by their names and digests.

#include "app/unmodelled.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "model/digest.h"
#include "model/unmodelled.h"
#include "sql/key.h"

namespace tenon {

namespace {

using UnmodelledIdentity =
    std::tuple<std::string, QualifiedName, Name, std::string>;  // kind, table, schema, name
using Objects = std::map<UnmodelledIdentity, UnmodelledEntry>;

/// Returns a name without quotes, because the words that a server quotes in the arguments of a routine depend
/// on its version.
std::string unquoted(std::string name, const Dialect& dialect) {
  std::erase(name, dialect.lexis.quote());
  return name;
}

UnmodelledIdentity identity_of(const UnmodelledObject& other, const Dialect& dialect) {
  return {other.kind, other.table, other.name.schema, unquoted(other.name.name.key, dialect)};
}

/// The keys of the definitions of all objects of one identity: a sequence and a schema of the same name both
/// have a grant of that name. Empty where one of them has no definition.
std::map<UnmodelledIdentity, std::string> keys_of(const Catalog& catalog) {
  std::map<UnmodelledIdentity, std::string> keys;
  for (const UnmodelledObject& other : catalog.unmodelled) {
    const std::string key = other.definition.empty() ? "" : canonical_key(other.definition, *catalog.dialect);
    const auto [at, is_first] = keys.emplace(identity_of(other, *catalog.dialect), key);
    if (!is_first) at->second = at->second.empty() || key.empty() ? "" : at->second + "\n" + key;
  }
  return keys;
}

void add_side(Objects& objects, const Catalog& catalog, bool UnmodelledEntry::*holds,
              std::string UnmodelledEntry::*digest) {
  const auto keys = keys_of(catalog);
  for (const UnmodelledObject& other : catalog.unmodelled) {
    const UnmodelledIdentity identity = identity_of(other, *catalog.dialect);
    UnmodelledEntry& object = objects[identity];
    object.name = other.name;
    object.table = other.table;
    object.*holds = true;
    const std::string& key = keys.at(identity);
    object.*digest = key.empty() ? "" : sha256(key);
  }
}

/// Returns the values of the settings of a file, as `PRAGMA name = value` gives them, by name.
std::map<std::string, std::string> settings_of(const Catalog& catalog) {
  std::map<std::string, std::string> values;
  for (const UnmodelledObject& other : catalog.unmodelled)
    if (role_of(other) == UnmodelledRole::kFileSetting)
      values[other.name.name.text] = other.definition.substr(other.definition.rfind('=') + 1);
  return values;
}

}  // namespace

bool UnmodelledSide::lists(const std::string& kind) const {
  return listed && std::ranges::find(unlisted_kinds, kind) == unlisted_kinds.end();
}

std::vector<UnmodelledKind> compared_unmodelled(const UnmodelledSide& actual,
                                                const UnmodelledSide& declared) {
  Objects objects;
  add_side(objects, actual.catalog, &UnmodelledEntry::is_actual, &UnmodelledEntry::actual_digest);
  add_side(objects, declared.catalog, &UnmodelledEntry::is_declared, &UnmodelledEntry::declared_digest);
  std::vector<UnmodelledKind> kinds;
  for (auto& [identity, object] : objects) {
    const bool both_told = !object.actual_digest.empty() && !object.declared_digest.empty();
    if (object.is_actual && object.is_declared)
      object.differs = both_told && object.actual_digest != object.declared_digest;
    else
      object.differs = (object.is_actual ? declared : actual).lists(std::get<0>(identity)) &&
                       (object.is_actual ? actual : declared).listed;
    if (role_of(std::get<0>(identity)) == UnmodelledRole::kFileSetting) object.differs = false;
    if (kinds.empty() || kinds.back().kind != std::get<0>(identity))
      kinds.push_back({std::get<0>(identity), {}});
    kinds.back().objects.push_back(std::move(object));
  }
  return kinds;
}

std::string settings_note(const Catalog& actual, const Catalog& declared, bool both_live) {
  const auto here = settings_of(actual);
  const auto there = settings_of(declared);
  auto names = here;
  names.insert(there.begin(), there.end());
  const auto shown = [](const auto& values, const std::string& name) {
    return values.contains(name) ? values.at(name) : " the default";
  };
  std::string all;
  for (const auto& [name, value] : names) {
    if (!both_live && !(here.contains(name) && there.contains(name))) continue;
    const std::string one = shown(here, name);
    const std::string other = shown(there, name);
    if (one != other) all += (all.empty() ? "" : "; ") + name + " is" + one + ", declared" + other;
  }
  return all.empty() ? "" : "settings of the file are no part of its schema, and are not compared: " + all;
}

}  // namespace tenon
