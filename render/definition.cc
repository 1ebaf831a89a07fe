// Writes the definition of one object as SQL for people.

#include "render/definition.h"

#include "model/overloaded.h"
#include "render/postgresql/sequence.h"
#include "render/postgresql/types.h"
#include "render/sql/text.h"
#include "render/sql/writer.h"
#include "render/sql_script.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string enum_definition(const Enum& type, const Identifiers& names) {
  std::vector<std::string> labels;
  for (const std::string& label : type.labels) labels.push_back(literal(label));
  return "CREATE TYPE " + names(type.name) + " AS ENUM (" + joined(labels, ", ") + ")";
}

std::string sequence_definition(const Sequence& sequence, const Identifiers& names) {
  std::vector<std::string> parts = sequence_clauses(sequence.options);
  parts.insert(parts.begin(),
               (sequence.logging == "unlogged" ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ") +
                   names(sequence.name));
  if (sequence.owned_by)
    parts.push_back("OWNED BY " + names(sequence.owned_by->table) + "." + names(sequence.owned_by->column));
  return joined(parts, " ");
}

std::string parents_clause(const Table& table, const Identifiers& names) {
  std::vector<std::string> parents;
  for (const QualifiedName& parent : table.parents) parents.push_back(names(parent));
  if (parents.empty()) return "";
  return is_partition(table) ? " PARTITION OF " + parents.front()
                             : " INHERITS (" + joined(parents, ", ") + ")";
}

/// The definition of a table, split where people would begin a line.
struct TableParts {
  std::string head;  ///< CREATE TABLE and the name
  std::vector<std::string> items;
  std::string tail;  ///< parents and options
};

TableParts table_parts(const Table& table, const SqlWriter& writer, const Identifiers& names) {
  TableParts parts;
  parts.head = "CREATE TABLE " + names(table.name);
  for (const Column& column : table.columns) parts.items.push_back(writer.column(column, names));
  for (const Constraint& constraint : table.constraints)
    if (!std::holds_alternative<Index>(constraint))
      parts.items.push_back(writer.constraint(constraint, table.name, names));
  parts.tail = parents_clause(table, names) + writer.table_options(table.options);
  return parts;
}

std::string table_definition(const Table& table, const SqlWriter& writer, const Identifiers& names) {
  const TableParts parts = table_parts(table, writer, names);
  return parts.head + " (" + joined(parts.items, ", ") + ")" + parts.tail;
}

}  // namespace

std::vector<std::string> definition_lines(const Table& table, const Dialect& dialect) {
  TableParts parts = table_parts(table, sql_writer(dialect), Identifiers::plain(dialect));
  std::vector<std::string> lines = {parts.head + " ("};
  for (std::size_t i = 0; i < parts.items.size(); ++i)
    lines.push_back(parts.items[i] + (i + 1 < parts.items.size() ? "," : ""));
  lines.push_back(")" + parts.tail);
  return lines;
}

std::string definition(const Object& object, const Key& key, const Dialect& dialect) {
  const SqlWriter& writer = sql_writer(dialect);
  const Identifiers names = Identifiers::plain(dialect);
  const auto constraint = [&](const auto& c) { return writer.constraint(c, key.table_name(), names); };
  return std::visit(Overloaded{
                        [&](const Schema& o) { return "CREATE SCHEMA " + names(o.name); },
                        [&](const Extension& o) { return postgres_extension(o, names); },
                        [&](const Domain& o) { return postgres_type(o, names); },
                        [&](const CompositeType& o) { return postgres_type(o, names); },
                        [&](const RangeType& o) { return postgres_type(o, names); },
                        [&](const Enum& o) { return enum_definition(o, names); },
                        [&](const Sequence& o) { return sequence_definition(o, names); },
                        [&](const Table& o) { return table_definition(o, writer, names); },
                        [&](const Column& o) { return writer.column(o, names); },
                        [&](const PrimaryKey& o) { return constraint(o); },
                        [&](const Unique& o) { return constraint(o); },
                        [&](const Index& o) { return constraint(o); },
                        [&](const Check& o) { return constraint(o); },
                        [&](const Exclusion& o) { return constraint(o); },
                        [&](const ForeignKey& o) { return constraint(o); },
                    },
                    object);
}

}  // namespace tenon
