// Reads sequences and sequence options of the declared JSON.

#pragma once

#include <string>
#include <string_view>

#include "declare/json/draft.h"
#include "declare/json/object_reader.h"

namespace tenon {

void read_sequence(const Reading& in, const JsonMember& entry, SchemaDraft& draft);

/// Reads the options of a sequence or identity column; missing ones get the defaults of the database for
/// `type`.
SequenceOptions read_sequence_options(const Reading& in, const ObjectReader& from, const std::string& type);

/// Returns the keys that read_sequence_options() reads.
const std::vector<std::string_view>& sequence_option_keys();

}  // namespace tenon
