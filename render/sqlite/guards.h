// Writes the guards of a SQLite script: counts that raise an error.

#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tenon {

/// A condition that must not hold. `count` is a SELECT of one number that is 0 if all is well. The message is
/// `subject`, the count and `verdict`: "orders: 3 rows violate check ck_orders_total".
struct Guard {
  std::string subject;
  std::string verdict;
  std::string count;
};

/// Writes the guards of a SQLite script. SQL has no IF, so each count is inserted into a temporary table
/// whose trigger raises the message of the guard. A failing guard does not end the transaction, because a
/// shell that continues after an error would then run the rest of the script outside any transaction. The
/// last guard rolls back unless all others have passed.
class SqliteGuards {
 public:
  /// `prefix` begins the names of the temporary tables; see Plan.
  explicit SqliteGuards(std::string prefix) : prefix_(std::move(prefix)) {}

  /// Returns the statements that check these guards, each with its semicolon. They print all problems with
  /// their counts, and then raise the first one as an error. Errors that only follow from it are not printed.
  std::string count_statements(const std::vector<Guard>& guards);
  /// Adds one guard that only tells that it failed: `SELECT n <> 0`.
  std::string checked(const std::string& message, const std::string& select);

  /// Returns what precedes everything else. REQUIRES: all guards have been added.
  std::string opening() const;
  /// Returns what stands immediately before COMMIT.
  std::string closing() const;
  /// Returns the statements that drop all temporary objects.
  std::string cleared() const;
  /// Returns the quoted name of a helper table.
  std::string helper(const std::string& name) const;

 private:
  std::string prefix_;
  std::vector<std::string> messages_;
};

}  // namespace tenon
