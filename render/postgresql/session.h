// Makes statements independent of session settings, and finds the settings that they still need.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"

namespace tenon {

// What a statement means depends on the session that runs it. What can be written so that it does not, is;
// for the rest a script fixes the settings, under the values under which catalogs are read and expressions
// are settled (reflect/postgresql/connection.cc).

/// A statement that means the same whatever standard_conforming_strings is, and in which psql finds no
/// variable: `E'a\\b'` for `'a\b'`, `a[i: j]` for `a[i:j]`.
std::string settled_for_sessions(std::string_view statement);

/// A statement in ASCII, for where no client_encoding can be set: `E'caf\u00e9'`, `U&"caf\00e9"`.
std::string in_ascii(std::string_view statement);

/// A setting of the session and its value, as set_config() takes it.
struct SessionSetting {
  std::string name;
  std::string value;
  bool operator==(const SessionSetting&) const = default;
};

/// `SET LOCAL search_path = public`
std::string set_local(const SessionSetting& setting);

/// DateStyle, IntervalStyle and TimeZone, which constants of dates and times are read under.
const std::vector<SessionSetting>& date_settings();

/// What the statements of one transaction depend on; search_path and client_encoding aside.
std::vector<SessionSetting> settings_for(const std::vector<std::string>& statements);

/// Whether a statement holds what may be a constant of a date or a time.
bool holds_dates(const std::string& statement);

/// Whether the op brings rows from or to a type of dates or times. The text does not say how those rows are
/// to be read: the settings of the database do.
bool converts_dates(const Op& op);
/// Whether it does so in this one of its statements.
bool converts_dates(const Op& op, const std::string& statement);

/// The schema of what a statement creates or alters, whose unqualified names it means first; "" for one that
/// looks nothing up.
std::string home_of(const std::string& statement);

/// `app, public`, the path under which expressions of the tables in a schema are settled, less pg_catalog,
/// which is searched first where it is not named.
SessionSetting search_path_of(const std::string& schema);

}  // namespace tenon
