// Names of files: the message of a migration in, a part of a name out.

#pragma once

#include <string>

namespace tenon {

/// Returns the words of a message for a file name: in lower case, joined by "_", at most 40 bytes, cut after
/// a word.
std::string slug(const std::string& message);

}  // namespace tenon
