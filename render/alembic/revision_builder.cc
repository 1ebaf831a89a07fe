// Collects what a revision file needs, and writes names and SQL as Python strings.

#include "render/alembic/revision_builder.h"

#include <algorithm>
#include <array>

#include "render/alembic/python.h"
#include "render/alembic/text.h"
#include "render/postgresql/session.h"

namespace tenon {

namespace {

// Reserved in one of the databases, and written without quotes by every SQLAlchemy up to 2.1 (measured
// against pg_get_keywords() and SQLite's parser).
constexpr std::array<std::string_view, 7> kUnquoted = {"collation", "concurrently", "lateral",    "nothing",
                                                       "returning", "system_user",  "tablesample"};

std::string replaced(std::string_view text, char what, std::string_view with) {
  std::string out;
  for (const char c : text) {
    if (c == what)
      out += with;
    else
      out += c;
  }
  return out;
}

}  // namespace

const Enum* Draft::find_enum(const QualifiedName& name) const {
  if (!enums_) return nullptr;
  const auto at = std::ranges::find(*enums_, name, &Enum::name);
  return at == enums_->end() ? nullptr : &*at;
}

std::string Draft::name(const Name& name) {
  if (std::ranges::find(kUnquoted, name.text) != kUnquoted.end()) not_exact();
  return python_string(name.text);
}

std::vector<std::string> Draft::names(const std::vector<Name>& names) {
  std::vector<std::string> all;
  for (const auto& each : names) all.push_back(name(each));
  return all;
}

std::string Draft::final_name(const Name& final, std::string_view proxy) {
  return std::string(proxy) + ".f(" + name(final) + ")";
}

std::string Draft::schema(const QualifiedName& qualified) {
  if (qualified.schema.text == dialect().default_schema) return "";
  if (qualified.schema.text.find('.') != std::string::npos) not_exact();  // Alembic reads database.schema
  return name(qualified.schema);
}

std::string Draft::for_any_session(std::string_view text) const {
  return fixes_settings() ? settled_for_sessions(text) : std::string(text);
}

std::string Draft::comment(std::string_view text) {
  if (fixes_settings() && text.find('\\') != std::string_view::npos) not_exact();
  return python_string(text);
}

std::string Draft::sql(std::string_view text) {
  const auto escaped = bindless(for_any_session(text));
  if (!escaped) not_exact();
  return python_string(escaped.value_or(std::string()));
}

std::string Draft::sql_text(std::string_view text) { return "sa.text(" + sql(text) + ")"; }

std::string Draft::raw(std::string_view text) {
  if (text.find('%') != std::string_view::npos) not_exact();
  return python_string(for_any_session(text));
}

void add_schema(PythonCall& call, const QualifiedName& table, Draft& draft) {
  const std::string schema = draft.schema(table);
  if (!schema.empty()) call.add("schema", schema);
}

std::string execute_call(std::string_view statement) {
  if (const auto escaped = bindless(statement)) return "op.execute(" + python_string(*escaped) + ")";
  // DDL() knows no parameters, only its own percent signs.
  return "op.execute(sa.DDL(" + python_string(replaced(statement, '%', "%%")) + "))";
}

}  // namespace tenon
