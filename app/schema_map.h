// Compares a schema of the declared side with one of another name in the database: a declared catalog in, the
// same under the other name out.

#pragma once

#include <string>

#include "model/catalog.h"

namespace tenon {

/// One schema of the database that is compared with one of the declared side.
struct SchemaPair {
  std::string actual;    ///< in the database: `tenant_042`
  std::string declared;  ///< on the declared side: `tenant`

  friend bool operator==(const SchemaPair&, const SchemaPair&) = default;
};

/// Returns the declared catalog with the declared schema of the pair under its name in the database: in
/// names, in references, and where expressions, types and definitions qualify a name by it. Throws
/// Error(kDeclaration) if one of the catalogs does not have its schema, with the nearest one, and
/// Error(kUsage) if the dialect has no schemas.
Catalog with_schema_of(Catalog declared, const Catalog& actual, const SchemaPair& pair);

}  // namespace tenon
