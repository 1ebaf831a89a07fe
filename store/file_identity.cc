// Tells the file at a path from any other that may come to its place.

#include "store/file_identity.h"

#include <sys/stat.h>

namespace tenon {

std::string file_identity(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return "";
  return std::to_string(found.st_dev) + ":" + std::to_string(found.st_ino);
}

}  // namespace tenon
