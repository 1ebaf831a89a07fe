// Writes a first tenon.toml: a target's name, its URL and what was guessed of a database in, a text out.

#pragma once

#include <string>

#include "app/names.h"
#include "model/source_argument.h"

namespace tenon {

/// What the first configuration of a project says.
struct NewConfiguration {
  std::string target;    ///< the name of its target
  SourceArgument url;    ///< it stands in the file where it holds no password; else a reference to a variable
  std::string declared;  ///< the path of the declared schema; empty: there is none yet
  NamingConvention naming;
};

/// Returns the name of the variable for the URL of a target: `orders-eu` is ORDERS_EU_URL.
std::string variable_for(const std::string& target);

/// Returns the text of the file. Throws Error(kUsage) for a name that is none of a target. REQUIRES: a
/// template of `naming` is one line.
std::string new_configuration(const NewConfiguration& what);

}  // namespace tenon
