// The result of checking names against a convention, as plain values.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/change.h"
#include "model/naming.h"
#include "model/report.h"

namespace tenon {

/// How a constraint's name stands to a convention.
enum class Keeping {
  kKeeps,     ///< it is the convention's
  kDiffers,   ///< it is not, and can be renamed
  kCollides,  ///< the convention's name is another's: after it is cut, or because the two are alike
  kUnruled,   ///< the convention has no name for it: no template, or one that wants a name
  kNameless,  ///< the database holds no name for it (SQLite)
};

struct NameVerdict {
  Key key;
  Keeping keeping = Keeping::kKeeps;
  std::string would_be;       ///< the convention's name; empty: it has none
  bool by_server = false;     ///< the name is one that the server gives by itself
  bool is_cut = false;        ///< the convention's name is too long for the server and was cut
  std::string collides_with;  ///< the key of what has that name

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
/// 0 every name keeps the convention, 2 some do not, 1 there was no name to look at.
int exit_code(const NamesReport& report);

/// One template that a database seems to follow.
struct GuessedTemplate {
  std::string mnemonic;  ///< "pk" ...
  std::string text;
  std::size_t kept = 0;  ///< how many names of the kind are its
  std::size_t of = 0;    ///< of how many
};

}  // namespace tenon
