// Tells the file at a path from any other that may come to its place.

#pragma once

#include <string>

namespace tenon {

/// Returns the device of a file and its number there; empty if there is none at the path.
std::string file_identity(const std::string& path);

}  // namespace tenon
