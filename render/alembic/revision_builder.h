// Collects what a revision file needs, and writes names and SQL as Python strings.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.h"
#include "model/name.h"
#include "render/alembic/python.h"

namespace tenon {

/// Pieces of a revision file while they are written: what the file has to hold for them, and whether
/// SQLAlchemy 1.4 and 2 carry all of what they stand for. Where they do not, the caller writes SQL instead.
class Draft {
 public:
  explicit Draft(const Dialect& dialect) : dialect_(&dialect) {}

  const Dialect& dialect() const { return *dialect_; }

  /// Whether what a statement means depends on the session, so that settings are fixed around it.
  bool fixes_settings() const { return dialect_->prefixed_strings; }

  bool exact() const { return exact_; }
  void not_exact() { exact_ = false; }

  bool needs_postgresql() const { return postgresql_; }
  void need_postgresql() { postgresql_ = true; }
  bool needs_type() const { return type_; }
  void need_type() { type_ = true; }
  bool needs_guards() const { return guards_; }
  void need_guards() { guards_ = true; }
  bool needs_dependents() const { return dependents_; }
  void need_dependents() { dependents_ = true; }
  bool needs_begin() const { return begin_; }
  void need_begin() { begin_ = true; }
  bool needs_session() const { return session_; }
  void need_session() { session_ = true; }

  /// A name as a Python string; not exact for the few that SQLAlchemy does not quote although it should.
  std::string name(const Name& name);
  std::vector<std::string> names(const std::vector<Name>& names);
  /// `op.f('name')`: a final name, which no naming convention of the environment may embellish.
  std::string final_name(const Name& name, std::string_view proxy = "op");
  /// The name of a schema, "" for the one that goes without saying.
  std::string schema(const QualifiedName& name);
  /// A comment on an object as a Python string; not exact with a backslash, which SQLAlchemy doubles where it
  /// has no connection to ask about standard_conforming_strings (alembic --sql).
  std::string comment(std::string_view text);
  /// The same, `None` for no comment.
  std::string comment_or_none(const std::string& text) { return text.empty() ? "None" : comment(text); }
  /// SQL as a Python string for where SQLAlchemy reads it as text(), with what it would take for a bind
  /// parameter escaped.
  std::string sql(std::string_view text);
  /// `sa.text('...')`
  std::string sql_text(std::string_view text);
  /// SQL as a Python string for where it is copied into the statement as it is; a percent sign would not
  /// survive the driver there.
  std::string raw(std::string_view text);

 private:
  std::string for_any_session(std::string_view text) const;

  const Dialect* dialect_;
  bool exact_ = true;
  bool postgresql_ = false;
  bool type_ = false;
  bool guards_ = false;
  bool dependents_ = false;
  bool begin_ = false;
  bool session_ = false;
};

/// Adds `schema='...'` where a table is not in the schema that goes without saying.
void add_schema(PythonCall& call, const QualifiedName& table, Draft& draft);

/// `op.execute('...')` that runs exactly this statement.
std::string execute_call(std::string_view statement);

}  // namespace tenon
