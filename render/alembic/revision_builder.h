// Collects what a revision file needs, and writes names and SQL as Python strings.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/dialect.h"
#include "model/name.h"
#include "render/alembic/python.h"

namespace tenon {

/// Collects what the parts of a revision file need in it, and whether SQLAlchemy 1.4 and 2 express them
/// exactly. If they do not, the caller writes SQL instead.
class Draft {
 public:
  /// `enums`: those whose labels are known, which must outlive the draft.
  explicit Draft(const Dialect& dialect, const std::vector<Enum>* enums = nullptr)
      : dialect_(&dialect), enums_(enums) {}

  const Dialect& dialect() const { return *dialect_; }
  /// The enum of that name whose labels are known; nullptr: there is none.
  const Enum* find_enum(const QualifiedName& name) const;

  /// Returns whether the meaning of a statement depends on settings of the session, which are then fixed
  /// around it.
  bool fixes_settings() const { return dialect_->settings_change_meaning; }

  bool exact() const { return exact_; }
  void not_exact() { exact_ = false; }

  bool needs_guards() const { return guards_; }
  void need_guards() { guards_ = true; }
  bool needs_begin() const { return begin_; }
  void need_begin() { begin_ = true; }

  /// Returns a name as a Python string; inexact for the few that SQLAlchemy fails to quote.
  std::string name(const Name& name);
  std::vector<std::string> names(const std::vector<Name>& names);
  /// Returns `op.f('name')`: a final name, to which no naming convention of the environment is applied.
  std::string final_name(const Name& name, std::string_view proxy = "op");
  /// Returns the name of a schema, or "" for the default one.
  std::string schema(const QualifiedName& name);
  /// Returns a comment on an object as a Python string; inexact with a backslash, which SQLAlchemy doubles if
  /// there is no connection to ask for standard_conforming_strings (alembic --sql).
  std::string comment(std::string_view text);
  /// Returns the same, or `None` for an empty comment.
  std::string comment_or_none(const std::string& text) { return text.empty() ? "None" : comment(text); }
  /// Returns SQL as a Python string for text() of SQLAlchemy, with everything escaped that it would take for
  /// a bind parameter.
  std::string sql(std::string_view text);
  /// Returns `sa.text('...')`
  std::string sql_text(std::string_view text);
  /// Returns SQL as a Python string that is copied into the statement unchanged; the driver would alter a
  /// percent sign in it.
  std::string raw(std::string_view text);

 private:
  std::string for_any_session(std::string_view text) const;

  const Dialect* dialect_;
  const std::vector<Enum>* enums_;
  bool exact_ = true;
  bool guards_ = false;
  bool begin_ = false;
};

/// Adds `schema='...'` if a table is not in the default schema.
void add_schema(PythonCall& call, const QualifiedName& table, Draft& draft);

/// Returns `op.execute('...')` that runs exactly this statement.
std::string execute_call(std::string_view statement);

}  // namespace tenon
