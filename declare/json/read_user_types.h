// Reads domains, composite types, ranges and extensions of the declared JSON into the draft.

#pragma once

#include "declare/json/draft.h"

namespace tenon {

void read_extension(const Reading& in, const JsonMember& entry, SchemaDraft& draft);
void read_domain(const Reading& in, const JsonMember& entry, SchemaDraft& draft);

/// Reads a composite type or a range.
void read_user_type(const Reading& in, const JsonMember& entry, SchemaDraft& draft);

}  // namespace tenon
