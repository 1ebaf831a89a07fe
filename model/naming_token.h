// Computes the value of a token of a naming template.

#pragma once

#include <string>
#include <string_view>

#include "model/naming.h"

namespace tenon {

/// Returns the value of a token for a subject: a custom token of that name first, then the built-in ones.
/// Throws Error(kDeclaration) where SQLAlchemy raises.
std::string token_value(const NamingConvention& convention, const NamingSubject& subject,
                        std::string_view token);

/// Returns the value of a custom token.
std::string custom_value(const CustomToken& token, const NamingSubject& subject);

}  // namespace tenon
