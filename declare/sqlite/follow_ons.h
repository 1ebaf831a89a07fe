// Tells the refusals of SQLite that follow from other faults of the same files.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/token.h"

namespace tenon {

/// What the refused statements of declared files would have changed. A later refusal that names it follows
/// from theirs, and is no fault of its own.
class FollowOns {
 public:
  /// Returns whether SQLite's message for a statement follows from a refusal that was remembered.
  bool contains(const std::vector<Token>& statement, std::string_view message) const;
  /// Remembers what a refused statement would have created, renamed or removed.
  void remember(const std::vector<Token>& statement, std::string_view message);
  /// Remembers a text that was not run, in which any of the words may be the name of a new object.
  void remember_words(std::string_view text);
  /// Remembers that objects of any name may be missing: a file that was not read has them.
  void remember_any_object() { any_object_ = true; }

 private:
  using TableColumn = std::pair<std::string, std::string>;

  void remember_alteration(const std::vector<std::string>& words, std::string_view message);
  bool lacks_object(std::string_view message) const;
  bool lacks_column(const std::set<std::string>& words, std::string_view message, bool is_of_dependent) const;
  bool meets_remainder(const std::set<std::string>& words, std::string_view message) const;

  // All names are folded.
  std::set<std::string> objects_;         ///< those that were not created
  std::set<std::string> kept_;            ///< objects that were not removed or renamed
  std::set<std::string> declared_twice_;  ///< those that have their first definition alone
  std::set<TableColumn> columns_;         ///< those that were not added
  std::set<TableColumn> kept_columns_;    ///< those that were not removed or renamed
  bool any_object_ = false;
};

/// Returns the name of the object that a CREATE creates, folded; empty for any other statement.
std::string created_name(const std::vector<Token>& statement);

}  // namespace tenon
