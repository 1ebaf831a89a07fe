// The result of checking names against a convention, as plain values.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/change.h"
#include "model/naming.h"
#include "model/report.h"

namespace tenon {

/// How the name of a constraint relates to a convention.
enum class Keeping {
  kKeeps,     ///< it is the name that the convention gives
  kDiffers,   ///< it differs, and can be renamed
  kCollides,  ///< another object has the name that the convention gives: after a cut, or because both objects
              ///< are alike
  kUnruled,   ///< the convention gives no name: it has no template, or the template requires a name
  kNameless,  ///< the database stores no name for it (SQLite)
  kChosen,    ///< it differs, a user chose it, and only names that the server made were asked for
};

/// Which names are checked against a convention.
enum class WhichNames {
  kAll,
  kServers,  ///< those that the server made; chosen names stay
};

struct NameVerdict {
  Key key;
  Keeping keeping = Keeping::kKeeps;
  std::string would_be;       ///< the name that the convention gives; empty if none
  bool by_server = false;     ///< the name is one that the server chooses
  bool is_cut = false;        ///< the convention's name is too long for the server and was cut
  std::string collides_with;  ///< the key of the object that has that name

  friend bool operator==(const NameVerdict&, const NameVerdict&) = default;
};

/// Every name of a schema held against one convention. The exit code is computed from this.
struct NamesReport {
  Side source;
  NamingConvention convention;
  std::string convention_from;     ///< where it was written, or "guessed"
  std::vector<NameVerdict> names;  ///< by table, kind and name
  std::vector<std::string> notes;
};

std::size_t count(const NamesReport& report, Keeping keeping);
/// Returns 0 if every name follows the convention, 2 if some do not, 1 if there was no name to check.
int exit_code(const NamesReport& report);

/// One template that a database seems to follow.
struct GuessedTemplate {
  std::string mnemonic;  ///< "pk" ...
  std::string text;
  std::size_t kept = 0;       ///< the number of names of the kind that follow it
  std::size_t of = 0;         ///< the number of names of the kind that a user chose
  std::size_t by_server = 0;  ///< the number of names that the server made, which follow no template
};

}  // namespace tenon
