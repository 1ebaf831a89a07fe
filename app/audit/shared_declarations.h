// The declared sides of a fleet, each read once for all targets that share it.

#pragma once

#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "app/compare.h"

namespace tenon {

/// A declared side that was read, and its digest.
struct DigestedDeclaration {
  SharedDeclaration declaration;
  std::string digest;  ///< `sha256:...` of what was read; equal for equal files
};

/// Reads declared sides when they are asked for first. It may be used from several threads at once: whoever
/// wants a side that another thread reads waits for it.
class SharedDeclarations {
 public:
  /// Returns the declared side of a request; nullptr if it is a live database, which every comparison reads
  /// for itself. Throws the Error that reading it threw, each time.
  std::shared_ptr<const DigestedDeclaration> of(const CompareRequest& request);

 private:
  struct Entry {
    std::once_flag once;
    std::shared_ptr<const DigestedDeclaration> read;
    std::exception_ptr failure;
  };

  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Entry>> entries_;
};

}  // namespace tenon
