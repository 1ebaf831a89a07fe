// Reads storage parameters, sequence options and index marks from statements.

#include "declare/sql/options.h"

#include <utility>

#include "declare/sql/type.h"
#include "model/dialect.h"
#include "model/sequence.h"

namespace tenon {

std::string option_text(const SqlStatement& in, const PgNode& option) {
  const PgNode& argument = option["arg"];
  if (argument.is("Integer"))
    return argument.has("ival") ? argument.text("ival") : in.integer(option.location());
  if (argument.is("Float")) return argument.text("fval");
  if (argument.is("Boolean")) return argument.flag("boolval") ? "true" : "false";
  if (argument.is("String")) return argument.text("sval");
  if (argument.is("TypeName")) {
    const std::vector<std::string> names = texts(argument["names"]);
    return names.empty() ? "" : names.back();
  }
  return "";
}

Options read_sql_options(const SqlStatement& in, const PgNode& options, const std::string& prefix,
                         Options from) {
  for (const PgNode& each : options.items) {
    const std::string& key = each.text("defname");
    if (key == "oids") continue;  // no table has oids since PostgreSQL 12
    const std::string space = each.has("defnamespace") ? each.text("defnamespace") + "." : "";
    const std::string value = each.has("arg") ? option_text(in, each) : "true";
    from = with_option(std::move(from), prefix + space + key, value);
  }
  return from;
}

void set_sql_option(Options& options, std::string_view key, const std::string& value) {
  options = with_option(std::move(options), key, value);
}

SqlColumn* not_null_column(SqlTable& table, const Name& constraint) {
  for (SqlColumn& each : table.columns)
    if (const std::string* name = option(each.column.options, "not_null_name");
        name && *name == constraint.text)
      return &each;
  return nullptr;
}

void mark_index(SqlTable& table, std::string_view mark, const Name& index) {
  for (SqlConstraint& each : table.constraints)
    if (Options* options = index_options_of(each.constraint))
      set_sql_option(*options, mark, !index.empty() && name_of(each.constraint) == index ? "true" : "");
}

void cluster_table(SqlStatement& in, const PgNode& statement) {
  if (!statement.has("relation") || !statement.has("indexname")) return;
  const auto clustered = in.relation(statement["relation"]);
  // A materialized view can be clustered too, but is not compared.
  if (SqlTable* table = clustered ? in.catalog.table(*clustered) : nullptr)
    mark_index(*table, "clustered", kPostgresql.name_of(statement.text("indexname")));
}

std::string index_tablespace(const SimulatedCatalog& catalog, const std::string& written) {
  return written.empty() ? catalog.default_tablespace : written;
}

namespace {

/// The options of a sequence that are written; an unset one was not given.
struct GivenOptions {
  std::string type;
  std::optional<std::string> start, increment, minimum, maximum,
      cache;  ///< an empty text is NO MINVALUE or NO MAXVALUE
  std::optional<bool> cycle;
};

GivenOptions read_given_options(const SqlStatement& in, const PgNode& options) {
  GivenOptions written;
  for (const PgNode& each : options.items) {
    const std::string& key = each.text("defname");
    const std::string value = option_text(in, each);
    if (key == "as") written.type = to_string(read_sql_type(in, each["arg"]));
    if (key == "start") written.start = value;
    if (key == "increment") written.increment = value;
    if (key == "minvalue") written.minimum = value;
    if (key == "maxvalue") written.maximum = value;
    if (key == "cache") written.cache = value;
    if (key == "cycle") written.cycle = value == "true";
  }
  return written;
}

/// Returns a limit as written, or the default; an empty text asks for the default.
std::string limit(const std::optional<std::string>& written, const std::string& otherwise,
                  const std::string& standard) {
  if (!written) return otherwise;
  return written->empty() ? standard : *written;
}

}  // namespace

SequenceOptions new_sequence_options(const SqlStatement& in, const PgNode& options, const std::string& type) {
  const GivenOptions written = read_given_options(in, options);
  const SequenceOptions standard =
      sequence_defaults(written.type.empty() ? type : written.type, written.increment.value_or("1"));
  SequenceOptions made = standard;
  made.minimum = limit(written.minimum, standard.minimum, standard.minimum);
  made.maximum = limit(written.maximum, standard.maximum, standard.maximum);
  made.start = written.start.value_or(made.increment.starts_with('-') ? made.maximum : made.minimum);
  made.cache = written.cache.value_or(standard.cache);
  made.cycle = written.cycle.value_or(false);
  return made;
}

SequenceOptions read_sequence_options(const SqlStatement& in, const PgNode& options, SequenceOptions from) {
  const GivenOptions written = read_given_options(in, options);
  if (!written.type.empty()) from = retyped(std::move(from), written.type);
  from.increment = written.increment.value_or(from.increment);
  const SequenceOptions standard = sequence_defaults(from.type, from.increment);
  from.minimum = limit(written.minimum, from.minimum, standard.minimum);
  from.maximum = limit(written.maximum, from.maximum, standard.maximum);
  from.start = written.start.value_or(from.start);
  from.cache = written.cache.value_or(from.cache);
  from.cycle = written.cycle.value_or(from.cycle);
  return from;
}

}  // namespace tenon
