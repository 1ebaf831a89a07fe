// Collects the faults of declared files with their places and throws them as one Error.

#pragma once

#include <string>
#include <vector>

#include "model/name.h"
#include "model/nearest_word.h"

namespace tenon {

/// Collects the faults of all files of a declaration, to be thrown together.
class Faults {
 public:
  /// `excerpt`: lines of the file to show below the message; they may be empty.
  void add(const Source& at, std::string what, std::string excerpt = "");
  std::size_t count() const { return faults_.size(); }
  /// Throws Error(kDeclaration) with every fault on lines of its own, in the order of their places. Returns
  /// if there is none.
  void raise() const;

 private:
  struct Entry {
    Source at;
    std::string what;
    std::string excerpt;
  };
  std::vector<Entry> faults_;
};

}  // namespace tenon
