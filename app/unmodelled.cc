// Compares the objects that are not modelled by their names and digests.

#include "app/unmodelled.h"

#include <map>
#include <tuple>

#include "model/digest.h"
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

std::string digest_of(const UnmodelledObject& other, const Dialect& dialect) {
  return other.definition.empty() ? "" : sha256(canonical_key(other.definition, dialect));
}

void add_side(Objects& objects, const Catalog& catalog, bool UnmodelledEntry::*holds,
              std::string UnmodelledEntry::*digest) {
  for (const UnmodelledObject& other : catalog.unmodelled) {
    UnmodelledEntry& object = objects[{other.kind, other.table, other.name.schema,
                                       unquoted(other.name.name.key, *catalog.dialect)}];
    object.name = other.name;
    object.table = other.table;
    object.*holds = true;
    object.*digest = digest_of(other, *catalog.dialect);
  }
}

}  // namespace

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
      object.differs = actual.listed && declared.listed;
    if (kinds.empty() || kinds.back().kind != std::get<0>(identity))
      kinds.push_back({std::get<0>(identity), {}});
    kinds.back().objects.push_back(std::move(object));
  }
  return kinds;
}

}  // namespace tenon
