// Fetches what a reference leads to: a reference in, a value that cannot be printed out.

#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "config/secret_reference.h"
#include "model/source_argument.h"

namespace tenon {

/// A value that was fetched, and what is to be said of the place where it is kept.
struct FetchedSecret {
  SourceArgument value;
  std::vector<std::string> warnings;  ///< a file that others may read
};

/// Fetches a value: of a variable, or of the file that `<NAME>_FILE` names where the variable is not set; of
/// a file, without one line break at its end, where a name without a folder is looked for in
/// $CREDENTIALS_DIRECTORY first; of a program's output; or the URL of a service. Throws Error, whose message
/// names the place and never the value: kConfiguration if there is nothing (kConnect: without it nothing can
/// be reached) or not one URL (kParse), kRights if it may not be read, kConnection if a program fails
/// (kTimeout if it takes too long), which may heal. Once `stop` is requested a program is killed.
FetchedSecret fetched(const SecretReference& reference, const std::stop_token& stop = {});

/// Does the same for the URL of a database, with its password where that is kept elsewhere: what is no URL is
/// a fault.
FetchedSecret fetched_url(const SecretReference& reference, const std::stop_token& stop = {});

/// Returns the URL, without a password that is kept elsewhere, where getting it takes no time, and reads no
/// file and asks no program; else nullopt.
std::optional<SourceArgument> url_at_hand(const SecretReference& reference);

/// Returns what is to be said of the rights of a file that holds a secret, without reading it: others may.
std::vector<std::string> rights_warnings(const SecretReference& reference);

/// Returns whether a variable is set, or `<NAME>_FILE`, which names a file that holds its value.
bool is_given_by_environment(const std::string& variable);

/// Fetches the URL of a variable; nullopt: neither it nor its file is given.
std::optional<FetchedSecret> url_of_environment(const std::string& variable);

}  // namespace tenon
