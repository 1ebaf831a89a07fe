// Options that several verbs share, and what their --help says of sources.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/verb.h"
#include "cli/verb_options.h"

namespace tenon {

/// Values of options that are read further once all options are known.
struct RawOptions {
  SourceArgument actual;
  std::vector<SourceArgument> declared;
  std::vector<std::string> outputs;
  std::vector<std::string> disable;
  std::vector<std::string> enable;
  std::optional<std::size_t> cascade_limit;
  std::optional<std::size_t> timeout;  ///< seconds
  std::string match;
  bool online = false;
  std::string at;  ///< inspect: the time of a catalog in the audit store
};

/// Returns what a source may be, for the end of a --help.
std::string about_sources();

/// What --help says of --dialect, where a verb has no rules of its own for it.
inline constexpr const char* kDialectOfFile = "postgresql, sqlite or actian, for a file that names none";

/// --config.
void add_configuration(VerbOptions& options, OptionValues values);

/// SOURCE, with how it is read and what of it is looked at.
void add_source(VerbOptions& options, OptionValues values, const std::string& about_dialect = kDialectOfFile);

/// ACTUAL and DECLARED, with how they are read and what of them is compared.
void add_sides(VerbOptions& options, OptionValues values);

/// What decides whether the sides are in sync.
void add_verdict(VerbOptions& options, OptionValues values);

/// --fail-on, of what judges databases; empty: as the configuration says.
void add_fail_on(VerbOptions& options, std::string& fail_on);

/// --match, of what compares; empty: as the configuration says.
void add_match(VerbOptions& options, std::string& match);

/// --store, of what reads the audit store.
void add_store(VerbOptions& options, OptionValues values);

/// --output with the formats that the verb offers, --color and --quiet.
void add_outputs(VerbOptions& options, OptionValues values);

/// --summary, of the verbs whose text report lists findings.
void add_summary(VerbOptions& options, OptionValues values);

/// The options of the files that a migration is written to; `needs` names an option that must be given with
/// each of them.
void add_files(VerbOptions& options, OptionValues values, const std::string& needs = "");

}  // namespace tenon
