#pragma once

#include <iosfwd>
#include <string>

#include "tests/live/target.h"

namespace tenon::test {

/// Two states of a PostgreSQL schema: tables that inherit, and types of the user's own.
struct PostgresPair {
  std::string name;
  std::string old_sql;
  std::string new_sql;
  std::string rows = "";    ///< put into the old one
  bool names_parts = true;  ///< dumps are compared with the names of the indexes that are parts of others
  bool is_online = false;   ///< in the online forms
};

void PrintTo(const PostgresPair& pair, std::ostream* out);

/// That nothing differs from what is declared.
void expect_in_sync(const Target& target, const std::string& declared);
/// That no migration is written where the database would refuse it, and the reason said; `why` is part of it.
void expect_to_be_refused(const PostgresPair& pair, const std::string& why);
/// That the migration, run by psql, makes the new of the old, and its way back the old again, by their dumps.
void expect_to_lead_there_and_back(const PostgresPair& pair);

}  // namespace tenon::test
