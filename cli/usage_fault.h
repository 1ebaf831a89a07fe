#pragma once

#include <string>

namespace tenon {

/// A message about a command line that could not be read, without the secrets of its words: such a message
/// echoes them, and a URL may stand where none belongs.
std::string redacted_usage(std::string message, int argc, const char* const* argv);

}  // namespace tenon
