// A file that was read.

#pragma once

#include <string>

namespace tenon {

/// A file: its path and its text.
struct Document {
  std::string path;
  std::string text;
};

}  // namespace tenon
