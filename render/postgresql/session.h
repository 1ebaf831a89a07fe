// Makes statements independent of session settings, and finds the settings that they still need.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"

namespace tenon {

// The meaning of a statement depends on settings of the session that runs it. Where possible, statements are
// written so that it does not; otherwise a script sets the settings to the values under which catalogs are
// read and expressions are settled (reflect/postgresql/connection.cc).

/// Returns a statement that has the same meaning under any standard_conforming_strings, and in which psql
/// finds no variable: `E'a\\b'` for `'a\b'`, `a[i: j]` for `a[i:j]`.
std::string settled_for_sessions(std::string_view statement);

/// Returns a statement in ASCII, for use where client_encoding cannot be set: `E'caf\u00e9'`, `U&"caf\00e9"`.
std::string in_ascii(std::string_view statement);

/// A setting of the session and its value, as set_config() takes it.
struct SessionSetting {
  std::string name;
  std::string value;
  bool operator==(const SessionSetting&) const = default;
};

/// Returns `SET LOCAL search_path = public`
std::string set_local(const SessionSetting& setting);
/// Returns `SET lock_timeout = '0'`, which outlasts a transaction.
std::string set_session(const SessionSetting& setting);

/// Returns the limits of a step as settings: lock_timeout, statement_timeout.
std::vector<SessionSetting> limits_of(const Step& step);

/// DateStyle, IntervalStyle and TimeZone, under which constants of dates and times are read.
const std::vector<SessionSetting>& date_settings();

/// Returns the settings on which the statements of one transaction depend, except search_path and
/// client_encoding.
std::vector<SessionSetting> settings_for(const std::vector<std::string>& statements);

/// Returns whether a statement may contain a date or time constant.
bool holds_dates(const std::string& statement);

/// Returns whether the op converts rows from or to a date or time type. Such rows are read under the settings
/// of the database.
bool converts_dates(const Op& op);
/// Returns whether this statement of the op converts them.
bool converts_dates(const Op& op, const std::string& statement);

/// Returns the schema of the object that a statement creates or alters, in which unqualified names are looked
/// up first; "" if it looks up none.
std::string home_of(const std::string& statement);

/// Returns `app, public`: the path under which expressions of the tables in a schema are settled, without
/// pg_catalog, which is searched first anyway.
SessionSetting search_path_of(const std::string& schema);

}  // namespace tenon
