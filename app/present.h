#pragma once

#include <string>

#include "app/compare.h"
#include "app/lint.h"
#include "app/names.h"
#include "model/error.h"

namespace tenon {

/// How a result is to look.
struct Presentation {
  std::string format = "text";  ///< "text", "json", "sql"
  bool as_findings = false;     ///< text: say what was found (check), not what must be done (diff)
  bool color = false;
  bool summary = false;  ///< text: counts by kind and table instead of each finding
  std::string fix;       ///< text: the command that writes the migration; empty: not offered
};

/// A comparison in a format; "sql" is the way up as a script.
std::string presented(const ComparisonResult& comparison, const Presentation& how);

/// An explanation in a format: "text" or "json".
std::string presented(const Explained& explained, const Presentation& how);

/// What a lint found in a format: "text" or "json".
std::string presented(const Linted& linted, const Presentation& how);

/// Names held against a convention in a format: "text" or "json".
std::string presented(const Names& names, const Presentation& how);

/// What a project begins with in a format: "text", or "json", which is a declared schema by that convention.
std::string presented(const Beginning& beginning, const Presentation& how);

/// A catalog in a format; "json" is itself a declared schema, "sql" the DDL that makes it.
std::string presented(const Inspection& inspection, const Presentation& how);

/// A run that ended without an answer, in a format.
std::string presented(const Failure& failure, const std::string& format);

/// The published JSON Schema of the declared form.
std::string published_schema();

}  // namespace tenon
