#pragma once

#include <string>
#include <vector>

namespace tenon {

/// A file to be written.
struct NewFile {
  std::string path;
  std::string text;
};

/// Writes all files or none. None is ever overwritten: throws Error(kRefused) naming the one in the way, or
/// Error(kRefused) with the system's reason, and leaves nothing behind. Missing folders are made.
void write_new_files(const std::vector<NewFile>& files);

/// The words of a message as a file name has them: lower case, joined by "_", at most 40 bytes, cut at a
/// word.
std::string slug(const std::string& message);

}  // namespace tenon
