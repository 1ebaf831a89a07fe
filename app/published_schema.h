// The JSON Schemas that the program prints for editors and checks.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A schema and its name.
struct PublishedSchema {
  std::string name;
  std::string_view text;
};

/// Returns every published JSON Schema: first that of declared JSON, then those of the reports, by name.
const std::vector<PublishedSchema>& published_schemas();

}  // namespace tenon
