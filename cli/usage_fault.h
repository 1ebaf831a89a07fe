// Keeps secrets of the command line out of messages: words in, a message out.

#pragma once

#include <string>

namespace tenon {

/// Returns whether an option that is given no source is given one with a password all the same, alone or
/// behind a =.
bool holds_secret(const std::string& value);

/// Returns a message about a command line that could not be read, without the secrets of its words: such a
/// message echoes them, and a URL may stand where none belongs.
std::string redacted_usage(std::string message, int argc, const char* const* argv);

}  // namespace tenon
