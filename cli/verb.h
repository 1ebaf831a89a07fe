// The one table of verbs: what --help says of each, its options, its formats and what it does. `cli` reads
// help, validation and dispatch from it.

#pragma once

#include <string>
#include <vector>

#include "app/format.h"
#include "cli/verb_options.h"

namespace tenon {

struct Arguments;
struct RawOptions;
struct Verb;

/// A format that a verb offers, and what --help adds to its name.
struct OfferedFormat {
  const Format* format = nullptr;
  std::string note;
};

/// Returns the formats that render a column of the table of formats: `&offered<&Format::lint>`.
template <auto column>
std::vector<OfferedFormat> offered() {
  std::vector<OfferedFormat> all;
  for (const Format& format : formats())
    if ((format.*column).render) all.push_back({&format, (format.*column).note});
  return all;
}

/// An exit code of a verb, and when it is given.
struct Exit {
  int code = 0;
  std::string meaning;
};

/// Where the options of a verb put their values.
struct OptionValues {
  const Verb& verb;
  Arguments& arguments;
  RawOptions& raw;
};

/// What a verb takes as its sources, in which a target may be named.
enum class Sources {
  kNone,
  kOne,   ///< SOURCE
  kSides  ///< ACTUAL and DECLARED
};

/// One verb of the program: a row of the table.
struct Verb {
  std::string name;
  std::string group = "Subcommands";  ///< the heading of --help under which it stands
  std::string about;                  ///< one line
  void (*add_options)(VerbOptions& options, OptionValues values) = nullptr;
  std::vector<OfferedFormat> (*formats)() = nullptr;  ///< null: it takes no --output
  int (*run)(const Arguments& arguments) = nullptr;   ///< does it, and returns the exit code
  std::string (*details)() = nullptr;                 ///< what its --help ends with; null: nothing
  std::vector<Exit> exits = {};                       ///< for its --help; empty: as the program's
  bool reports_to_ci = false;  ///< in a job of a CI service, further formats are on by themselves
  Sources sources = Sources::kNone;
  bool overwrites_reports = true;  ///< false: its result is a file of the user's own
};

/// Returns every verb, in the order of --help.
const std::vector<Verb>& verbs();

// The rows, each in a file of cli/verbs/.
Verb diff_verb();
Verb generate_verb();
Verb check_verb();
Verb inspect_verb();
Verb lint_verb();
Verb names_verb();
Verb init_verb();
Verb explain_verb();
Verb schema_verb();
Verb history_verb();
Verb ack_verb();
Verb store_verb();
Verb config_verb();
Verb doctor_verb();
Verb audit_verb();
Verb notify_verb();
Verb token_verb();
Verb serve_verb();
Verb healthcheck_verb();

}  // namespace tenon
