#include "tests/support/random_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sql/key.h"
#include "sql/quote.h"
#include "sql/searched_name.h"

namespace tenon::test {

namespace {

struct TypeOf {
  const char* text;
  Family family;
  bool strict;  ///< allowed in a STRICT table
};

constexpr std::array kPostgresqlTypes = {
    TypeOf{"integer", Family::kInteger, false},
    TypeOf{"bigint", Family::kInteger, false},
    TypeOf{"smallint", Family::kInteger, false},
    TypeOf{"text", Family::kText, false},
    TypeOf{"varchar(30)", Family::kText, false},
    TypeOf{"varchar(60)", Family::kText, false},
    TypeOf{"numeric(10,2)", Family::kNumeric, false},
    TypeOf{"numeric", Family::kNumeric, false},
    TypeOf{"timestamp with time zone", Family::kTime, false},
    TypeOf{"date", Family::kTime, false},
    TypeOf{"boolean", Family::kBoolean, false},
    TypeOf{"bytea", Family::kBinary, false},
    TypeOf{"jsonb", Family::kJson, false},
    TypeOf{"integer[]", Family::kArray, false},
    TypeOf{"int4range", Family::kRange, false},
};

constexpr std::array kSqliteTypes = {
    TypeOf{"INTEGER", Family::kInteger, true},
    TypeOf{"BIGINT", Family::kInteger, false},
    TypeOf{"TEXT", Family::kText, true},
    TypeOf{"VARCHAR(30)", Family::kText, false},
    TypeOf{"NUMERIC(10, 2)", Family::kNumeric, false},
    TypeOf{"REAL", Family::kNumeric, true},
    TypeOf{"DATETIME", Family::kTime, false},
    TypeOf{"BLOB", Family::kBinary, true},
};

std::vector<TypeOf> types_of(const Dialect& dialect) {
  if (dialect.types_have_aliases) return {kPostgresqlTypes.begin(), kPostgresqlTypes.end()};
  return {kSqliteTypes.begin(), kSqliteTypes.end()};
}

const TypeOf* known(const Type& type) {
  for (const auto& t : kPostgresqlTypes)
    if (type.text == t.text) return &t;
  for (const auto& t : kSqliteTypes)
    if (type.text == t.text) return &t;
  return nullptr;
}

}  // namespace

Family family_of(const Type& type) {
  const TypeOf* found = known(type);
  return found ? found->family : Family::kEnum;
}

bool mentions(const std::string& sql, const Name& column) {
  // Whatever the dialect encloses names in: another's quotes never stand around the name.
  Dialect any = kSqlite;
  return std::ranges::any_of(kSqlite.lexis.identifier_quotes, [&](const char& quote) {
    any.lexis.identifier_quotes = std::string_view(&quote, 1);
    return sql.find(quoted(column, any)) != std::string::npos;
  });
}

bool is_unlogged(const Table& table) { return option(table.options, "unlogged") != nullptr; }

Name Maker::odd(std::string text, std::size_t number) {
  const std::string n = std::to_string(number);
  switch (below(9)) {
    case 0:
      return dialect_.name_of("Mixed Case " + text + n);
    case 1:
      return dialect_.name_of("qu\"o\"te " + text + n);
    case 2:
      return dialect_.name_of("it's " + text + n);
    case 3:
      return dialect_.name_of("dotted." + text + "." + n);
    case 4:
      return dialect_.name_of("100%% %(" + text + ")s " + n);
    case 5:
      return dialect_.name_of("two\nlines " + text + n);
    case 6:
      return dialect_.name_of("d\xc3\xa9j\xc3\xa0_" + text + n);
    case 7:
      return dialect_.name_of("back\\slash " + text + n);
    default:
      return dialect_.name_of(text + n + std::string(63 - text.size() - n.size(), 'x'));
  }
}

Name Maker::fresh(std::string_view base, const std::set<Name>& taken) {
  static constexpr std::array kReserved = {"select", "order", "user", "table", "group", "check"};
  for (;;) {
    const std::size_t number = below(12 + 3 * taken.size());
    Name name = dialect_.name_of(std::string(base) + "_" + std::to_string(number));
    if (once_in(25)) name = dialect_.name_of(kReserved[below(kReserved.size())]);
    if (once_in(12)) name = odd(std::string(base), number);
    if (!taken.contains(name)) return name;
  }
}

namespace {

bool owns_relation(const Constraint& c) {
  return !std::holds_alternative<Check>(c) && !std::holds_alternative<ForeignKey>(c);
}

// Tables, indexes, keys and sequences share one name space, and a table's name is a type's name too.
std::set<Name> relations(const Catalog& catalog) {
  std::set<Name> taken;
  for (const auto& e : catalog.enums) taken.insert(e.name.name);
  for (const auto& s : catalog.sequences) taken.insert(s.name.name);
  for (const auto& t : catalog.tables) {
    taken.insert(t.name.name);
    for (const auto& c : t.constraints)
      if (owns_relation(c)) taken.insert(name_of(c));
  }
  return taken;
}

}  // namespace

QualifiedName Maker::fresh_relation(std::string_view base) {
  const Name schema = catalog_.schemas.empty() ? Name() : pick(catalog_.schemas).name;
  if (catalog_.schemas.size() > 1 && once_in(6) && !catalog_.tables.empty()) {
    // The same name in two schemas.
    const QualifiedName twin{schema, pick(catalog_.tables).name.name};
    const auto in_schema = [&](const Table& t) { return t.name.schema == schema; };
    if (base == "t" && std::ranges::none_of(catalog_.tables, in_schema) && catalog_.enums.empty() &&
        catalog_.sequences.empty())
      return twin;
  }
  return {schema, fresh(base, relations(catalog_))};
}

Name Maker::fresh_constraint(const Table& table, std::size_t kind) {
  static constexpr std::array kBases = {"pk", "uq", "ix", "ck", "ex", "fk"};
  std::set<Name> taken;
  for (const auto& c : table.constraints) taken.insert(name_of(c));
  const bool relation = kind != Constraint(Check{}).index() && kind != Constraint(ForeignKey{}).index();
  if (!relation) return fresh(kBases[kind], taken);  // the same name on two tables now and then
  taken.merge(relations(catalog_));
  taken.insert(table.name.name);  // which is not in the catalog yet while it is made
  return fresh(kBases[kind], taken);
}

Name Maker::fresh_column(const Table& table) {
  std::set<Name> taken;
  for (const auto& c : table.columns) taken.insert(c.name);
  return fresh("c", taken);
}

std::string Maker::comment() {
  static const std::vector<std::string> kTexts = {"what it is", "it's \"quoted\"", "two\nlines",
                                                  "50% \\ d\xc3\xa9j\xc3\xa0"};
  return dialect_.has_comments && once_in(6) ? pick(kTexts) : "";
}

Schema Maker::schema() {
  std::set<Name> taken;
  for (const auto& s : catalog_.schemas) taken.insert(s.name);
  Schema made;
  made.name = fresh("s", taken);
  made.comment = comment();
  return made;
}

Enum Maker::enumeration() {
  static const std::vector<std::string> kLabels = {
      "new", "Paid", "it's", "sent back", "50%", "d\xc3\xa9j\xc3\xa0", "a,b"};
  Enum made;
  made.name = fresh_relation("e");
  for (const auto& label : kLabels)
    if (made.labels.empty() || once_in(2)) made.labels.push_back(label);
  const auto middle = made.labels.begin() + static_cast<std::ptrdiff_t>(below(made.labels.size()));
  std::rotate(made.labels.begin(), middle, made.labels.end());
  made.comment = comment();
  return made;
}

SequenceOptions Maker::sequence_options() {
  SequenceOptions made;
  if (once_in(4)) {
    made.type = "integer";
    made.maximum = "2147483647";
  }
  if (once_in(4)) made.start = std::to_string(1 + below(1000));
  if (once_in(4)) made.increment = std::to_string(1 + below(50));
  if (once_in(5)) made.cache = "20";
  if (once_in(5)) made.maximum = "30000";
  if (once_in(5) && made.start != "1") made.minimum = made.start;
  made.cycle = once_in(5);
  if (made.type == "bigint" && once_in(8)) {
    made.increment = "-1";
    made.start = made.maximum = "-1";
    made.minimum = "-9223372036854775808";
  }
  return made;
}

SequenceOptions fitted(SequenceOptions options, const Type& type) {
  options.type = type.key;
  if (type.key == "bigint") return options;
  const long long most = type.key == "smallint" ? 32767 : 2147483647;
  options.maximum = std::to_string(std::min(std::stoll(options.maximum), most));
  options.minimum = std::to_string(std::max(std::stoll(options.minimum), -most - 1));
  return options;
}

Sequence Maker::sequence() {
  Sequence made;
  made.name = fresh_relation("seq");
  made.options = sequence_options();
  if (once_in(5)) made.logging = "unlogged";
  made.comment = comment();
  return made;
}

Options Maker::table_options() {
  Options made;
  if (!dialect_.types_bind_values) {
    if (once_in(6)) made = with_option(made, "strict", "true");
    if (once_in(6)) made = with_option(made, "without_rowid", "true");
  } else if (once_in(10)) {
    made = with_option(made, "unlogged", "true");
  }
  if (!dialect_.has_storage_parameters) return made;
  for (const char* key : {"row_security", "force_row_security"})
    if (once_in(10)) made = with_option(made, key, "true");
  if (once_in(8)) made = with_option(made, "replica_identity", once_in(2) ? "full" : "nothing");
  return made;
}

Type Maker::type(bool strict) {
  std::vector<TypeOf> types = types_of(dialect_);
  std::erase_if(types, [&](const TypeOf& t) { return strict && !t.strict; });
  if (!catalog_.enums.empty() && once_in(6)) {
    const std::string name = quoted(pick(catalog_.enums).name, *catalog_.dialect);
    return tenon::type(once_in(3) ? name + "[]" : name, dialect_);
  }
  // Half of the columns are integers and texts: keys and references need something to meet on.
  if (once_in(2)) std::erase_if(types, [](const TypeOf& t) { return t.family > Family::kText; });
  return tenon::type(pick(types).text, dialect_);
}

Type Maker::type_like(const Type& like) {
  std::vector<TypeOf> types = types_of(dialect_);
  std::erase_if(types, [&](const TypeOf& t) { return t.family != family_of(like); });
  return types.empty() ? like : tenon::type(pick(types).text, dialect_);
}

std::optional<Expression> Maker::default_for(const Column& column) {
  switch (family_of(column.type)) {
    case Family::kInteger:
      if (!catalog_.sequences.empty() && once_in(3))
        return sql("nextval(" + literal(quoted(pick(catalog_.sequences).name, *catalog_.dialect)) +
                   "::regclass)");
      return sql(std::to_string(below(100)));
    case Family::kText:
      return sql(once_in(3) ? "'it''s 5% \"so\"'" : "'x'");
    case Family::kNumeric:
      return sql("0.5");
    case Family::kTime:
      return sql("CURRENT_TIMESTAMP");
    case Family::kBoolean:
      return sql(once_in(2) ? "true" : "false");
    case Family::kJson:
      return sql("'{}'::jsonb");
    case Family::kArray:
      return sql("'{1,2}'::integer[]");
    case Family::kBinary:
    case Family::kRange:
      return std::nullopt;
    case Family::kEnum:
      for (const auto& e : catalog_.enums)
        if (column.type.text == quoted(e.name, *catalog_.dialect))
          return sql(literal(e.labels.front()) + "::" + quoted(e.name, *catalog_.dialect));
      return std::nullopt;
  }
  return std::nullopt;
}

Options Maker::column_settings(const Type& type) {
  Options made;
  const Family family = family_of(type);
  const bool is_long = family == Family::kText || family == Family::kBinary || family == Family::kJson;
  if (is_long && once_in(6)) made = with_option(made, "storage", once_in(2) ? "external" : "main");
  if (is_long && once_in(8)) made = with_option(made, "compression", "pglz");
  if (once_in(8)) made = with_option(made, "statistics", std::to_string(below(1000)));
  if (once_in(10)) made = with_option(made, "with.n_distinct", once_in(2) ? "-0.5" : "7");
  return made;
}

void Maker::decorate(Column& column) {
  const Family family = family_of(column.type);
  column.nullable = !once_in(3);
  column.default_value.reset();
  column.identity.reset();
  if (dialect_.has_identity_columns && family == Family::kInteger && once_in(5)) {
    column.identity = Identity{once_in(2), fitted(sequence_options(), column.type)};
    column.nullable = false;
  } else if (once_in(3)) {
    column.default_value = default_for(column);
  }
  column.collation = {};
  if (family == Family::kText && once_in(6))
    column.collation = searched_name(dialect_.default_collation.empty() ? "C" : "NOCASE", dialect_);
  column.options = dialect_.has_storage_parameters ? column_settings(column.type) : Options();
  if (!dialect_.types_bind_values && !column.nullable && once_in(5))
    column.options = with_option({}, "not_null_on_conflict", "REPLACE");
  column.comment = comment();
}

Column Maker::column(const Table& table) {
  Column made;
  made.name = fresh_column(table);
  made.type = type(option(table.options, "strict") != nullptr);
  if (once_in(10)) {
    const Family family = family_of(made.type);
    if (const auto value = value_over(table, family)) {
      made.generated = Generated{sql(*value), dialect_.generated_columns_are_stored_by_default || once_in(2)};
      made.comment = comment();
      return made;
    }
  }
  decorate(made);
  return made;
}

Table Maker::table() {
  Table made;
  made.name = fresh_relation("t");
  made.options = table_options();
  made.comment = comment();
  const std::size_t least = dialect_.can_alter_columns && once_in(40) ? 0 : 1;
  const std::size_t columns = least + (least ? below(6) : 0);
  while (made.columns.size() < columns) made.columns.push_back(column(made));
  for (std::size_t kind = 0; kind < 5; ++kind)
    for (std::size_t n = kind == 0 ? below(4) != 0 : below(3); n > 0; --n)
      if (auto c = constraint(made, kind, fresh_constraint(made, kind)))
        made.constraints.push_back(std::move(*c));
  sort_constraints(made.constraints);
  return made;
}

Expression Maker::sql(const std::string& text) const { return expression(text, dialect_); }

}  // namespace tenon::test
