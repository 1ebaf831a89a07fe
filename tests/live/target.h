#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/support/shell.h"

namespace tenon::test {

/// Runs the program with an argument line as a shell reads it.
Ran tenon(const std::string& arguments);

/// A database of a test, of one kind or the other, driven from outside: by psql or sqlite3, by Alembic.
class Target {
 public:
  virtual ~Target() = default;
  virtual std::string dialect() const = 0;
  virtual std::string url() const = 0;
  /// Runs SQL as its runner would, stopping at the first error.
  virtual Ran run(const std::string& sql) = 0;
  /// The schema as the database's own tool prints it: the outside observer.
  virtual std::string dump() = 0;
  /// The dump of a database that was restored from `dump`: the server's words for an expression differ from
  /// those that it finds for its own words, and settle at the second time.
  virtual std::string restored(const std::string& dump) = 0;

  /// The URL as a word of the shell.
  std::string word() const { return shell_quoted(url()); }
};

std::unique_ptr<Target> make_target(const std::string& dialect);

/// The lines that only one of two dumps of `target` has, "- " and "+ " before them. The order of columns is
/// left aside (a column that is added again stands last), and so is that of words which mean the same to the
/// server.
std::string dump_difference(Target& target, const std::string& before, const std::string& after);

/// What `tenon check -o json` prints, parsed, with the exit code beside it.
struct Checked {
  int code = -1;
  std::string text;
  std::vector<std::string> findings;  ///< "op key" of each, sorted
};
Checked check(const Target& target, const std::string& declared);

/// Generates into `dir` in the `sql` style; fails the test unless files were written. Returns the path of the
/// way up without ".up.sql".
std::string generate_sql(const Target& target, const std::string& declared, const std::string& dir,
                         const std::string& flags = "");

/// Alembic against the target: a minimal environment around the revision files in `dir`.
Ran alembic(const Target& target, const std::string& dir, const std::string& command);

}  // namespace tenon::test
