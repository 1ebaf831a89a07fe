// Reads primary keys, unique constraints and checks of the declared JSON into the draft.

#pragma once

#include <string>

#include "declare/json/draft.h"
#include "declare/json/object_reader.h"

namespace tenon {

/// DEFERRABLE, and INITIALLY DEFERRED.
struct Deferral {
  bool deferrable = false;
  bool initially_deferred = false;
};

Deferral read_deferral(const Reading& in, const ObjectReader& from);

/// Returns `a check of table t`, for messages.
std::string constraint_who(const DraftTable& table, const char* kind);
GivenName read_given_name(const Reading& in, const ObjectReader& from);
void read_primary_key(const Reading& in, const JsonValue* value, const std::vector<Word>& flagged,
                      DraftTable& table);
void read_unique(const Reading& in, const JsonValue& value, DraftTable& table);
void read_check(const Reading& in, const JsonValue& value, DraftTable& table);

/// Adds the constraint of `"unique": true`.
void add_inline_unique(const Reading& in, Place place, DraftTable& table, const Name& column);

}  // namespace tenon
