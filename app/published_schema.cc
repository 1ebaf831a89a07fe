// Hands on the JSON Schema that `declare/` was built with.

#include "app/published_schema.h"

#include "declare/published.h"

namespace tenon {

std::string published_schema() { return std::string(declared_schema()); }

}  // namespace tenon
