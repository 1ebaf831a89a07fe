// Reads "naming_convention" of the declared JSON into a NamingConvention.

#pragma once

#include "declare/json/draft.h"

namespace tenon {

NamingConvention read_naming(const Reading& in, const JsonValue& value);

}  // namespace tenon
