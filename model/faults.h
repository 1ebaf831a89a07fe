// Collects the faults of files with their places and throws them as one Error.

#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/name.h"
#include "model/nearest_word.h"

namespace tenon {

/// Collects the faults of all files that are read together, to be thrown together.
class Faults {
 public:
  /// `excerpt`: lines of the file to show below the message; they may be empty.
  void add(const Source& at, std::string what, std::string excerpt = "");
  std::size_t count() const { return faults_.size(); }
  /// Throws an Error of this kind with every fault on lines of its own, in the order of their places. Returns
  /// if there is none.
  void raise(Fault fault = Fault::kDeclaration) const;

 private:
  struct Entry {
    Source at;
    std::string what;
    std::string excerpt;
  };
  std::vector<Entry> faults_;
};

}  // namespace tenon
