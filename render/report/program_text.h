// Small parts of the formats that programs read.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace tenon {

/// Returns JSON with two blanks of indentation and a newline at the end, in which nothing is a command of a
/// CI service: a log that holds `##` anywhere may be obeyed.
std::string inert_json(const nlohmann::ordered_json& json);

/// Returns a path as a relative or a file: URI, percent-encoded.
std::string uri_of_path(const std::string& path);

}  // namespace tenon
