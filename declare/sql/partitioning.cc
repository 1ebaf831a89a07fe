// Reads partition keys and bounds, and propagates indexes and constraints of a parent to its partitions.

#include "declare/sql/partitioning.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "declare/json/read_type.h"
#include "declare/sql/constraint.h"
#include "declare/sql/index.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "model/inheritance.h"
#include "sql/character.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// Returns a name as the server prints it with an empty search path. `kind` selects the unmodelled objects to
/// search.
std::string printed_name(const SqlStatement& in, const std::vector<std::string>& parts, std::string_view kind,
                         const std::string& more = "") {
  std::string schema = parts.size() > 1 ? parts.front() : "";
  const Name name = kPostgresql.name_of(parts.back() + more);
  if (schema.empty())
    for (const Name& each : in.catalog.lookup_path())
      for (const UnmodelledObject& other : in.catalog.unmodelled)
        if (schema.empty() && other.kind == kind && other.name == QualifiedName{each, name})
          schema = each.text;
  const std::string bare = identifier(kPostgresql, parts.back());
  return schema.empty() || schema == "pg_catalog" ? bare : identifier(kPostgresql, schema) + "." + bare;
}

/// Returns the collation or operator class after a key column or expression if it is not the default.
std::string rest_of(const SqlStatement& in, const PgNode& part, const SqlColumn* column,
                    std::string_view method) {
  std::string rest;
  const std::vector<std::string> collation = written_collation(part);
  if (!collation.empty()) {
    const QualifiedName name = column_collation(in.catalog, collation, column ? column->type : SqlType());
    if (!name.empty() && (!column || name != column->column.collation))
      rest += " COLLATE " + printed_name(in, collation, "collation");
  }
  const std::vector<std::string> opclass = texts(part["opclass"]);
  if (!opclass.empty() &&
      !is_default_opclass(in.catalog, method, opclass.back(), column ? &column->type : nullptr))
    rest += " " + printed_name(in, opclass, "operator_class", " USING " + std::string(method));
  return rest;
}

/// Returns an expression as it can stand in a partition key; the operand of a removed COLLATE may need
/// parentheses.
std::string part_text(const PgNode& part, const std::string& text) {
  const PgNode* inner = &part["expr"];
  if (!inner->is("CollateClause")) return text;
  while (inner->is("CollateClause")) inner = &(*inner)["arg"];
  return inner->is("FuncCall") ? text : "(" + text + ")";
}

/// Returns the UTC offset at the end of a timestamp, in seconds east of Greenwich, or nullopt if there is
/// none.
std::optional<int> zone_offset(std::string_view zone) {
  if (zone.empty() || zone == "Z" || zone == "z") return 0;
  int hours = 0;
  int minutes = 0;
  const int read = std::sscanf(std::string(zone.substr(1)).c_str(), "%2d:%2d", &hours, &minutes);
  if ((zone[0] != '+' && zone[0] != '-') || read < 1) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes) * 60;
}

/// Returns a timestamp as a server with time zone UTC prints it, or unchanged if it is not a plain one.
std::string timestamp_text(const std::string& text, bool with_zone) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int used = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &used) != 3 || used != 10) return text;
  int clock[3] = {0, 0, 0};
  int more = 0;
  const std::string rest = text.substr(10);
  if (!rest.empty() && (rest[0] == ' ' || rest[0] == 'T'))
    std::sscanf(rest.c_str() + 1, "%2d:%2d%n:%2d%n", &clock[0], &clock[1], &more, &clock[2], &more);
  const auto offset = zone_offset(rest.size() > 1 ? rest.substr(1 + static_cast<std::size_t>(more)) : "");
  if (!offset) return text;
  using namespace std::chrono;
  const sys_seconds when = sys_days(std::chrono::year(year) / month / day) + hours(clock[0]) +
                           minutes(clock[1]) + seconds(clock[2] - (with_zone ? *offset : 0));
  const sys_days date = floor<days>(when);
  const year_month_day ymd(date);
  const long second = (when - date).count();
  char made[64];
  std::snprintf(made, sizeof made, "%04d-%02u-%02u %02ld:%02ld:%02ld%s", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()), second / 3600,
                second / 60 % 60, second % 60, with_zone ? "+00" : "");
  return made;
}

/// Returns a bound value as pg_get_expr() prints a value of the key's type, without casts.
std::string value_text(const std::string& value, const std::string& type) {
  const bool negative = value.starts_with("-");
  const bool is_whole = value.find_first_of("eE.") == std::string::npos;
  if (type == "int4" && !negative) return value;
  if ((type == "int2" || type == "int4" || type == "int8") && !is_whole) return value;
  if (type == "bool") return lower(value.substr(0, 1)) == "t" || value == "1" ? "true" : "false";
  if (type == "numeric" && !negative && !is_whole) return value;
  if (type == "timestamp" || type == "timestamptz")
    return literal(timestamp_text(value, type == "timestamptz"));
  return literal(value);
}

/// Returns the constant under any casts, or nullptr.
const PgNode* constant_of(const PgNode& datum) {
  const PgNode* inner = &datum;
  while (inner->is("TypeCast")) inner = &(*inner)["arg"];
  return inner->is("A_Const") ? inner : nullptr;
}

/// `type` is the type of the key column as pg_type names it. It is empty for an expression, whose type is
/// taken to be that of the constant.
std::string datum_text(const SqlStatement& in, const PgNode& datum, std::string_view written,
                       const std::string& type) {
  const std::vector<std::string> word = texts(datum["fields"]);
  if (datum.is("ColumnRef") && word.size() == 1 && (word[0] == "minvalue" || word[0] == "maxvalue"))
    return upper(word[0]);
  const PgNode* constant = constant_of(datum);
  if (!constant) return std::string(written);
  const auto shown_as = [&](const std::string& value, const char* own) {
    return value_text(value, type.empty() ? own : type);
  };
  if (constant->flag("isnull")) return "NULL";
  if (constant->has("boolval")) return (*constant)["boolval"].flag("boolval") ? "true" : "false";
  if (constant->has("sval")) return shown_as((*constant)["sval"].text("sval"), "text");
  if (constant->has("fval")) return shown_as((*constant)["fval"].text("fval"), "numeric");
  const std::string& number = (*constant)["ival"].text("ival");
  return shown_as(number.empty() ? in.integer(in.offset(written)) : number, "int4");
}

std::string key_type(const SqlTable& parent, std::size_t position) {
  if (position >= parent.partition_key.size()) return "";
  const Name& name = parent.partition_key[position].column;
  const auto at =
      std::ranges::find_if(parent.columns, [&](const SqlColumn& c) { return c.column.name == name; });
  if (at == parent.columns.end()) return "";
  return at->type.array || at->type.builtin.empty() ? "text" : at->type.builtin;
}

}  // namespace

void read_partition_key(const SqlStatement& in, const PgNode& spec, SqlTable& table) {
  table.partitioned = true;
  table.partition_strategy = upper(spec.text("strategy"));
  const std::vector<Span> spans = in.elements(spec.location());
  const auto& parts = spec["partParams"].items;
  const std::string_view method = table.partition_strategy == "HASH" ? "hash" : "btree";
  for (std::size_t i = 0; i < std::min(parts.size(), spans.size()); ++i) {
    const IndexElement element = read_sql_element(in, parts[i], in.slice(spans[i]), table, method);
    SqlPartitionPart part;
    const auto* column = std::get_if<Name>(&element.what);
    if (column)
      part.column = *column;
    else
      part.expression = part_text(parts[i], std::get<Expression>(element.what).text);
    part.rest = rest_of(in, parts[i], column ? table.column(*column) : nullptr, method);
    table.partition_key.push_back(std::move(part));
  }
}

std::string partition_key_text(const SqlTable& table) {
  std::string list;
  for (const SqlPartitionPart& part : table.partition_key)
    list += (list.empty() ? "" : ", ") +
            (part.column.empty() ? part.expression : identifier(kPostgresql, part.column.text)) + part.rest;
  return table.partition_strategy + " (" + list + ")";
}

std::string read_partition_bound(const SqlStatement& in, const PgNode& bound, std::size_t from,
                                 const SqlTable& parent) {
  if (bound.flag("is_default")) return "DEFAULT";
  const std::string_view behind = in.behind("values", from);
  std::size_t at = static_cast<std::size_t>(behind.data() - in.text().data());
  const auto list = [&](const PgNode& datums, bool by_position) {
    const std::vector<Span> spans = in.elements(at);
    std::string text;
    for (std::size_t i = 0; i < std::min(datums.items.size(), spans.size()); ++i)
      text += (i == 0 ? "" : ", ") +
              datum_text(in, datums.items[i], in.slice(spans[i]), key_type(parent, by_position ? i : 0));
    at = in.end_of_list(at);
    return "(" + text + ")";
  };
  const std::string& strategy = bound.text("strategy");
  if (strategy == "l") return "FOR VALUES IN " + list(bound["listdatums"], false);
  if (strategy == "h")
    return "FOR VALUES WITH (modulus " + bound.text("modulus") + ", remainder " +
           (bound.has("remainder") ? bound.text("remainder") : "0") + ")";
  const std::string lower_bound = list(bound["lowerdatums"], true);
  return "FOR VALUES FROM " + lower_bound + " TO " + list(bound["upperdatums"], true);
}

namespace {

/// Returns the constraint or index of the child that the parent's index adopts: one that has no parent yet,
/// and is equal or a key that stays the child's own (takes_in()). Returns nullptr if there is none.
SqlConstraint* counterpart(SqlTable& child, const Constraint& wanted) {
  for (SqlConstraint& each : child.constraints)
    if (each.local && each.parent.name.empty() &&
        (same_index(each.constraint, wanted) || takes_in(wanted, each.constraint, kPostgresql)))
      return &each;
  return nullptr;
}

void propagate_to(SimulatedCatalog& catalog, const SqlTable& parent, const SqlConstraint& made,
                  SqlTable& child) {
  if (child.foreign) return;
  SqlConstraint* there = counterpart(child, made.constraint);
  if (!there) {
    const bool keeps_name =
        std::holds_alternative<ForeignKey>(made.constraint) && !child.constraint(name_of(made.constraint));
    SqlConstraint copy{keeps_name ? made.constraint
                                  : unmarked(renamed(made.constraint, Name(), NamedBy::kNobody))};
    comment_of(copy.constraint).clear();
    there = &catalog.add(child, std::move(copy));
  }
  there->local = takes_in(made.constraint, there->constraint, kPostgresql);
  there->parent = {parent.table.name.schema, name_of(made.constraint)};
  const SqlConstraint below = *there;
  propagate_indexes(catalog, child, below);
}

/// Tells whether every partition must have its part of a constraint.
bool needs_all_parts(const Constraint& constraint) {
  const auto* index = std::get_if<Index>(&constraint);
  return index ? index->unique
               : !std::holds_alternative<Check>(constraint) && !std::holds_alternative<Exclusion>(constraint);
}

/// Returns the first foreign table among a table and its partitions, or nullptr.
const SqlTable* foreign_part(SimulatedCatalog& catalog, const SqlTable& table) {
  if (table.foreign) return &table;
  if (!table.partitioned) return nullptr;
  for (const SqlTable* child : catalog.children(table.table.name))
    if (const SqlTable* found = foreign_part(catalog, *child)) return found;
  return nullptr;
}

}  // namespace

void require_partition(const SqlStatement& in, const PgNode& range, const SqlTable& whole,
                       const SqlTable& part) {
  if (!whole.partitioned)
    in.refuse(range, "table " + to_string(whole.table.name) + " is " +
                         (whole.foreign ? "a foreign table, which has no partitions" : "not partitioned"));
  const SqlTable* foreign = foreign_part(in.catalog, part);
  if (!foreign) return;
  for (const SqlConstraint& each : whole.constraints)
    if (needs_all_parts(each.constraint))
      in.refuse(range, "foreign table " + to_string(foreign->table.name) + " can have no part of " +
                           name_of(each.constraint).text + " of table " + to_string(whole.table.name));
}

void require_no_foreign_part(const SqlStatement& in, std::size_t at, const SqlTable& whole,
                             const Constraint& made) {
  if (!whole.partitioned || !needs_all_parts(made)) return;
  if (const SqlTable* foreign = foreign_part(in.catalog, whole))
    in.refuse(at, "a foreign table can have no part of a unique index or a foreign key, and table " +
                      to_string(foreign->table.name) + " is a partition of " + to_string(whole.table.name));
}

void propagate_indexes(SimulatedCatalog& catalog, const SqlTable& parent, const SqlConstraint& made) {
  if (!parent.partitioned || std::holds_alternative<Check>(made.constraint)) return;
  const SqlConstraint copy = made;
  for (SqlTable* child : catalog.children(parent.table.name))
    if (child->partition) propagate_to(catalog, parent, copy, *child);
}

void propagate_indexes(SimulatedCatalog& catalog, SqlTable& parent, SqlTable& child) {
  const std::vector<SqlConstraint> all = parent.constraints;
  for (const SqlConstraint& each : all)
    if (!std::holds_alternative<Check>(each.constraint)) propagate_to(catalog, parent, each, child);
}

bool has_partitions(SimulatedCatalog& catalog, const SqlTable& table) {
  return table.partitioned && !catalog.children(table.table.name).empty();
}

void propagate_check(SimulatedCatalog& catalog, const SqlTable& parent, const Check& check) {
  for (SqlTable* child : catalog.children(parent.table.name)) {
    if (SqlConstraint* there = child->constraint(check.name)) {
      if (child->partition) there->local = false;
      continue;
    }
    Check copy = check;
    copy.comment.clear();
    SqlConstraint made;
    made.constraint = std::move(copy);
    made.local = false;
    catalog.add(*child, std::move(made));
    propagate_check(catalog, *child, check);
  }
}

void validate_if_complete(SimulatedCatalog& catalog, SqlTable& parent, SqlConstraint& index) {
  const QualifiedName name{parent.table.name.schema, name_of(index.constraint)};
  for (SqlTable* child : catalog.children(parent.table.name)) {
    const bool has_part = std::ranges::any_of(child->constraints, [&](const SqlConstraint& c) {
      return c.parent == name && is_valid(c.constraint);
    });
    if (!has_part) return;
  }
  index.constraint = made_valid(std::move(index.constraint));
  if (index.parent.name.empty()) return;
  const SqlRelation* above = catalog.relation(index.parent);
  SqlTable* table = above ? catalog.table(above->table) : nullptr;
  SqlConstraint* part = table ? table->index(index.parent.name) : nullptr;
  if (part) validate_if_complete(catalog, *table, *part);
}

}  // namespace tenon
