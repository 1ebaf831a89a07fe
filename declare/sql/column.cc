// Reads column definitions of CREATE TABLE and ALTER TABLE into the simulated catalog.

#include "declare/sql/column.h"

#include <algorithm>

#include "declare/json/read_type.h"
#include "declare/sql/constraint.h"
#include "declare/sql/options.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/key.h"
#include "sql/pg_parse.h"
#include "sql/quote.h"
#include "sql/serial.h"

namespace tenon {

namespace {

/// Returns the names in a text such as `app."S"`.
std::vector<std::string> name_parts(std::string_view text) {
  std::vector<std::string> parts;
  for (const Token& token : tokens(text, kPostgresql)) {
    if (token.kind == TokenKind::kWord) parts.push_back(lower(content(token)));
    if (token.kind == TokenKind::kIdentifier) parts.push_back(content(token));
  }
  return parts;
}

/// Returns the sequence in `nextval('s')` or `nextval('s'::regclass)`, or nullopt for another expression.
std::optional<QualifiedName> called_sequence(const SqlStatement& in, std::string_view text) {
  if (lower(text).find("nextval") == std::string::npos) return std::nullopt;
  const PgNode call = pg_expression(text);
  const std::vector<std::string> function = texts(call["funcname"]);
  if (!call.is("FuncCall") || function.empty() || function.back() != "nextval") return std::nullopt;
  const PgNode& argument = call["args"].items.front();
  const std::vector<std::string> cast = texts(argument["typeName"]["names"]);
  if (argument.is("TypeCast") && (cast.empty() || cast.back() != "regclass")) return std::nullopt;
  const PgNode& constant = argument.is("TypeCast") ? argument["arg"] : argument;
  if (!constant.has("sval")) return std::nullopt;
  const std::vector<std::string> parts = name_parts(constant["sval"].text("sval"));
  if (parts.empty() || parts.size() > 2) return std::nullopt;
  return in.catalog.find_relation(parts.size() > 1 ? parts.front() : "", parts.back());
}

/// Reads the constraints of one column definition in their order.
class ColumnReader {
 public:
  ColumnReader(SqlStatement& in, const PgNode& definition, const SqlTable& table, SqlColumn& column,
               SqlPending& pending)
      : in_(in), definition_(definition), table_(table), column_(column), pending_(pending) {}

  void read() {
    for (const PgNode& each : definition_["constraints"].items) read(each);
  }

 private:
  void read(const PgNode& node) {
    const std::string& kind = node.text("contype");
    Column& column = column_.column;
    if (kind == "CONSTR_NOTNULL") {
      column.nullable = false;
      if (node.has("conname")) set_sql_option(column.options, "not_null_name", node.text("conname"));
    } else if (kind == "CONSTR_DEFAULT") {
      column_.says_default = true;
      column.default_value = read_sql_default(in_, in_.behind("default", node.location(), end_of(node)),
                                              is_domain(in_.catalog, column_.type));
    } else if (kind == "CONSTR_GENERATED") {
      column.generated = Generated{expression(in_.parenthesized(node.location()), kPostgresql), true};
    } else if (kind == "CONSTR_IDENTITY") {
      column.nullable = false;
      add_identity(in_, node, table_, column_);
    } else if (kind.starts_with("CONSTR_ATTR_")) {
      defer(kind);
    } else if (kind != "CONSTR_NULL") {
      read_sql_constraint(in_, node, table_, &column.name, pending_);
      last_ = kind;
    }
  }

  /// Returns where the next part of the column definition begins.
  std::size_t end_of(const PgNode& node) const {
    std::size_t end = std::string_view::npos;
    const auto consider = [&](const PgNode& other) {
      if (!other.empty() && other.location() > node.location()) end = std::min(end, other.location());
    };
    consider(definition_["collClause"]);
    for (const PgNode& each : definition_["constraints"].items) consider(each);
    return end;
  }

  void defer(const std::string& kind) {
    SqlConstraint* target = last_ == "CONSTR_FOREIGN"   ? &pending_.foreign_keys.back()
                            : last_ == "CONSTR_PRIMARY" ? &pending_.indexes.front()
                            : last_ == "CONSTR_UNIQUE"  ? &pending_.indexes.back()
                                                        : nullptr;
    if (!target) return;
    const auto set = [&](auto& key) {
      if (kind == "CONSTR_ATTR_DEFERRABLE") key.deferrable = true;
      if (kind == "CONSTR_ATTR_DEFERRED") key.deferrable = key.initially_deferred = true;
    };
    if (auto* foreign = std::get_if<ForeignKey>(&target->constraint)) set(*foreign);
    if (auto* primary = std::get_if<PrimaryKey>(&target->constraint)) set(*primary);
    if (auto* unique = std::get_if<Unique>(&target->constraint)) set(*unique);
  }

  SqlStatement& in_;
  const PgNode& definition_;
  const SqlTable& table_;
  SqlColumn& column_;
  SqlPending& pending_;
  std::string last_;
};

/// Makes a serial column: an owned sequence, its default, and NOT NULL.
void make_serial(SqlStatement& in, const std::string& type, const SqlTable& table, SqlColumn& made) {
  Column& column = made.column;
  made.type.user = {};
  made.type.builtin = type == "smallint" ? "int2" : type == "integer" ? "int4" : "int8";
  Sequence sequence;
  sequence.name = {table.table.name.schema, in.catalog.sequence_name(table, column.name)};
  sequence.options = new_sequence_options(in, PgNode(), type);
  sequence.owned_by = ColumnName{table.table.name, column.name};
  sequence.source = *column.source;
  sequence.named_by = NamedBy::kServer;
  column.nullable = false;
  column.default_value = nextval_of(sequence.name);
  in.catalog.add_relation(sequence.name, {SqlRelationKind::kSequence, {}});
  if (table.temporary) in.catalog.sequence_persistence[sequence.name] = SqlPersistence::kTemporary;
  in.catalog.sequences.emplace(sequence.name, sequence);
}

}  // namespace

bool is_domain(const SimulatedCatalog& catalog, const SqlType& type) {
  const auto at = catalog.types.find(type.user);
  return at != catalog.types.end() && at->second.kind == SqlTypeKind::kDomain && !type.array;
}

std::optional<Expression> read_sql_default(const SqlStatement& in, std::string_view text, bool over_domain) {
  if (!over_domain && is_null_constant(text)) return std::nullopt;
  if (const auto sequence = called_sequence(in, text)) return nextval_of(*sequence);
  return expression(text, kPostgresql);
}

void add_identity(SqlStatement& in, const PgNode& node, const SqlTable& table, SqlColumn& column) {
  column.column.identity.emplace();
  column.column.identity->always = node.text("generated_when") == "a";
  column.column.identity->sequence = new_sequence_options(in, node["options"], to_string(column.type));
  QualifiedName name{table.table.name.schema, in.catalog.sequence_name(table, column.column.name)};
  for (const PgNode& option : node["options"].items)
    if (option.text("defname") == "sequence_name")
      name = in.new_name(texts(option["arg"]["items"]), option.location());
  column.identity_sequence = name;
  in.catalog.add_relation(name, {SqlRelationKind::kSequence, {}});
}

SqlColumn read_sql_column(SqlStatement& in, const PgNode& definition, const SqlTable& table,
                          SqlPending& pending) {
  SqlColumn made;
  made.column.name = kPostgresql.name_of(definition.text("colname"));
  made.column.source = in.source(definition.location());
  const PgNode& type_name = definition["typeName"];
  made.type = read_sql_type(in, type_name);
  set_sql_option(made.column.options, "compression", definition.text("compression"));
  if (const std::string serial = serial_type(type_name); !serial.empty())
    make_serial(in, serial, table, made);
  made.column.collation =
      column_collation(in.catalog, texts(definition["collClause"]["collname"]), made.type);
  read_column_constraints(in, definition, table, made, pending);
  return made;
}

void read_column_constraints(SqlStatement& in, const PgNode& definition, const SqlTable& table,
                             SqlColumn& column, SqlPending& pending) {
  ColumnReader(in, definition, table, column, pending).read();
}

}  // namespace tenon
