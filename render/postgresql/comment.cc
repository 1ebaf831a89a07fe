// Writes COMMENT ON statements.

#include "render/postgresql/comment.h"

#include "render/sql/text.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string on_constraint(const Key& key) {
  return "CONSTRAINT " + quoted(key.name, kPostgresql) + " ON " + quoted(key.table_name(), kPostgresql);
}

std::string target(const Key& key) {
  const std::string own = quoted(QualifiedName{key.schema, key.name}, kPostgresql);
  switch (key.kind) {
    case Kind::kSchema:
      return "SCHEMA " + quoted(key.name, kPostgresql);
    case Kind::kExtension:
      return "EXTENSION " + quoted(key.name, kPostgresql);
    case Kind::kDomain:
      return "DOMAIN " + own;
    case Kind::kEnum:
    case Kind::kType:
    case Kind::kRange:
      return "TYPE " + own;
    case Kind::kSequence:
      return "SEQUENCE " + own;
    case Kind::kTable:
      return "TABLE " + own;
    case Kind::kColumn:
      return "COLUMN " + quoted(key.table_name(), kPostgresql) + "." + quoted(key.name, kPostgresql);
    case Kind::kIndex:
      return "INDEX " + own;
    case Kind::kPrimaryKey:
    case Kind::kUnique:
    case Kind::kCheck:
    case Kind::kExclusion:
    case Kind::kForeignKey:
      return on_constraint(key);
  }
  return own;
}

}  // namespace

std::string comment_statement(const Key& key, const std::string& text) {
  // A new database has this comment, and reflection ignores it (postgres_namespaces.cc).
  if (text.empty() && key.kind == Kind::kSchema && key.name.key == "public")
    return "COMMENT ON SCHEMA public IS 'standard public schema'";
  return "COMMENT ON " + target(key) + " IS " + (text.empty() ? "NULL" : literal(text));
}

std::vector<std::string> comments_of(const QualifiedName& table, const Column& column) {
  if (column.comment.empty()) return {};
  return {comment_statement({Kind::kColumn, table.schema, table.name, column.name}, column.comment)};
}

std::vector<std::string> comments_of(const QualifiedName& table, const Constraint& constraint) {
  const std::string& text = constraint_comment(constraint);
  if (text.empty()) return {};
  return {comment_statement({kind_of(constraint), table.schema, table.name, name_of(constraint)}, text)};
}

std::vector<std::string> comments_of(const Table& table) {
  std::vector<std::string> all;
  if (!table.comment.empty())
    all.push_back(comment_statement({Kind::kTable, table.name.schema, {}, table.name.name}, table.comment));
  for (const Column& column : table.columns) append_statements(all, comments_of(table.name, column));
  return all;
}

const std::string& constraint_comment(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const std::string& { return c.comment; }, constraint);
}

}  // namespace tenon
