// JSON of a request as the values that configurations are read from, each with its place.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/toml_value.h"

namespace tenon {

/// Something that is wrong with one value of a request.
struct RequestFault {
  std::string pointer;  ///< RFC 6901; empty: the whole
  std::string what;

  friend bool operator==(const RequestFault&, const RequestFault&) = default;
};

/// An object of JSON as a value. A request has no lines: the line of a value's place is the number of its
/// pointer.
struct RequestValue {
  TomlValue value;
  std::vector<std::string> pointers;

  /// Returns the faults of which an Error tells that was raised at such places: a line each.
  std::vector<RequestFault> faults_of(const std::string& told) const;
};

/// Reads a JSON object; a member that is null counts as absent. Throws Error(kRefused) for what is none.
RequestValue request_value(std::string_view json);

}  // namespace tenon
