// The JSON Schemas that the program prints for editors and checks.

#pragma once

#include <string>

namespace tenon {

/// Returns the published JSON Schema of declared JSON.
std::string published_schema();

}  // namespace tenon
