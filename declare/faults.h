#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/name.h"

namespace tenon {

/// What is wrong with the files of a declaration, all of it, until it is thrown at once.
class Faults {
 public:
  /// `excerpt`: lines of the file that show the place, below the message; they may be empty.
  void add(const Source& at, std::string what, std::string excerpt = "");
  std::size_t count() const { return faults_.size(); }
  /// Throws Error(kDeclaration) with every fault on lines of its own, in the order of their places; returns
  /// when there is none.
  void raise() const;

 private:
  struct Entry {
    Source at;
    std::string what;
    std::string excerpt;
  };
  std::vector<Entry> faults_;
};

/// The known word that is fewest edits away (Levenshtein), when it is near enough to be meant.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known);

/// The end of a message about an unknown word: `; did you mean "nullable"?`, or what is known when nothing
/// is near and it is not too much to say.
std::string hint(std::string_view word, const std::vector<std::string>& known);

}  // namespace tenon
