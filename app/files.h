// Names of files: the message of a migration in, a part of a name out.

#pragma once

#include <string>

namespace tenon {

/// The words of a message as a file name has them: lower case, joined by "_", at most 40 bytes, cut at a
/// word.
std::string slug(const std::string& message);

}  // namespace tenon
