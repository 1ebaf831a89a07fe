// The JSON Schemas that the program prints for editors and checks.

#pragma once

#include <string>

namespace tenon {

/// The published JSON Schema of the declared form.
std::string published_schema();

}  // namespace tenon
