#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tenon {

/// Something that must not be: `count` is a SELECT of one number, 0 when all is well. In words it is
/// `subject` + the count + `verdict`: "orders: 3 rows violate check ck_orders_total".
struct Guard {
  std::string subject;
  std::string verdict;
  std::string count;
};

/// The guards of a SQLite script. SQL has no IF, so each count goes into a temporary table whose trigger
/// raises the guard's message. A guard that is not passed does not end the transaction, since a shell that
/// goes on after an error would then carry out the rest of the script bare: the last guard does, which is
/// passed only when all others were.
class SqliteGuards {
 public:
  /// `prefix`: what the names of the temporary tables begin with; see Plan.
  explicit SqliteGuards(std::string prefix) : prefix_(std::move(prefix)) {}

  /// The statements that check guards here, each with its semicolon. The problems found are printed, with
  /// their counts, before the first of them is raised as an error; what follows from it is not printed.
  std::string counted(const std::vector<Guard>& guards);
  /// One guard whose count says no more than that it failed: `SELECT n <> 0`.
  std::string checked(const std::string& message, const std::string& select);

  /// What stands before everything else. Call it when all guards are known.
  std::string opening() const;
  /// What stands right before COMMIT.
  std::string closing() const;
  /// Takes everything temporary away again.
  std::string cleared() const;
  /// The quoted name of a helper.
  std::string helper(const std::string& name) const;

 private:
  std::string prefix_;
  std::vector<std::string> messages_;
};

}  // namespace tenon
