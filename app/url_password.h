// Puts a password into the URL of a database.

#pragma once

#include <string>

#include "model/source_argument.h"

namespace tenon {

/// Returns a PostgreSQL URL with a password as its parameter. Throws Error(kConfiguration) for another URL,
/// and for a password of more than one line; `what` calls the password in the message, which shows neither.
SourceArgument with_password(const SourceArgument& url, const SourceArgument& password,
                             const std::string& what);

}  // namespace tenon
