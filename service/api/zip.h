// Puts files into a zip archive.

#pragma once

#include <string>
#include <vector>

#include "app/file_batch.h"

namespace tenon {

/// Returns a zip archive of files. Throws Error(kInternal) where memory does not suffice.
std::string zipped(const std::vector<NewFile>& files);

}  // namespace tenon
