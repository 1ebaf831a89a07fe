#include "app/unmodelled.h"

#include <map>
#include <tuple>

#include "model/digest.h"
#include "sql/key.h"

namespace tenon {

namespace {

using UnmodelledIdentity =
    std::tuple<std::string, QualifiedName, Name, std::string>;  // kind, table, schema, name
using Objects = std::map<UnmodelledIdentity, OtherObject>;

/// What was not understood is no kind of object.
bool is_object(const Other& other) { return !other.kind.ends_with("not understood"); }

/// A name without quotes: which words of a routine's arguments a server quotes is a matter of its version.
std::string unquoted(std::string name) {
  std::erase(name, '"');
  return name;
}

std::string digest_of(const Other& other, const Dialect& dialect) {
  return other.definition.empty() ? "" : sha256(canonical_key(other.definition, dialect));
}

void add_side(Objects& objects, const Catalog& catalog, bool OtherObject::*holds,
              std::string OtherObject::*digest) {
  for (const Other& other : catalog.others) {
    if (!is_object(other)) continue;
    OtherObject& object =
        objects[{other.kind, other.table, other.name.schema, unquoted(other.name.name.key)}];
    object.name = other.name;
    object.table = other.table;
    object.*holds = true;
    object.*digest = digest_of(other, *catalog.dialect);
  }
}

}  // namespace

std::vector<OtherKind> compared_others(const OthersOf& actual, const OthersOf& declared) {
  Objects objects;
  add_side(objects, actual.catalog, &OtherObject::is_actual, &OtherObject::actual_digest);
  add_side(objects, declared.catalog, &OtherObject::is_declared, &OtherObject::declared_digest);
  std::vector<OtherKind> kinds;
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
