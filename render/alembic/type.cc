// Writes column types as SQLAlchemy types.

#include "render/alembic/type.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "render/alembic/python.h"
#include "sql/character.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// The parts of a type: `timestamp(3) without time zone[]` is `timestamp without time zone`, 3, an array.
struct Parts {
  std::string name;
  std::vector<std::string> modifiers;
  bool array = false;
};

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() < 10 && std::ranges::all_of(text, is_digit);
}

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// Splits a type; nullopt unless it consists of words and plain numbers in one pair of parentheses.
std::optional<Parts> parts_of(std::string_view key) {
  Parts parts;
  if (key.ends_with("[]")) {
    parts.array = true;
    key.remove_suffix(2);
  }
  const std::size_t open = std::min(key.find('('), key.size());
  const std::size_t close = std::min(key.find(')', open), key.size());
  parts.name = squeezed(std::string(key.substr(0, open)) + " " +
                        std::string(key.substr(std::min(close + 1, key.size()))));
  if (open == key.size()) return parts;
  std::string_view inside = key.substr(open + 1, close - open - 1);
  while (!inside.empty()) {
    const std::size_t comma = std::min(inside.find(','), inside.size());
    parts.modifiers.push_back(squeezed(inside.substr(0, comma)));
    inside.remove_prefix(std::min(comma + 1, inside.size()));
  }
  if (parts.modifiers.empty() || !std::ranges::all_of(parts.modifiers, is_number)) return std::nullopt;
  return parts;
}

/// The spelling of a type in SQLAlchemy, and the keyword arguments for its modifiers.
struct Known {
  std::string_view name;
  std::string_view callee;
  std::string_view fixed = "";  ///< a keyword argument that is always written
  std::string_view first = "";
  std::string_view second = "";
  bool collates = false;
};

constexpr auto kPostgresqlTypes = std::to_array<Known>({
    {"integer", "sa.Integer"},
    {"bigint", "sa.BigInteger"},
    {"smallint", "sa.SmallInteger"},
    {"text", "sa.Text", "", "", "", true},
    {"character varying", "sa.String", "", "length", "", true},
    {"character", "sa.CHAR", "", "length", "", true},
    {"numeric", "sa.Numeric", "", "precision", "scale"},
    {"double precision", "postgresql.DOUBLE_PRECISION"},
    {"real", "sa.REAL"},
    {"boolean", "sa.Boolean"},
    {"date", "sa.Date"},
    {"uuid", "postgresql.UUID"},
    {"json", "postgresql.JSON"},
    {"jsonb", "postgresql.JSONB"},
    {"bytea", "postgresql.BYTEA"},
    {"inet", "postgresql.INET"},
    {"cidr", "postgresql.CIDR"},
    {"macaddr", "postgresql.MACADDR"},
    {"money", "postgresql.MONEY"},
    {"oid", "postgresql.OID"},
    {"regclass", "postgresql.REGCLASS"},
    {"tsvector", "postgresql.TSVECTOR"},
    {"bit", "postgresql.BIT", "", "length"},
    {"bit varying", "postgresql.BIT", "varying=True", "length"},
    {"int4range", "postgresql.INT4RANGE"},
    {"int8range", "postgresql.INT8RANGE"},
    {"numrange", "postgresql.NUMRANGE"},
    {"daterange", "postgresql.DATERANGE"},
    {"tsrange", "postgresql.TSRANGE"},
    {"tstzrange", "postgresql.TSTZRANGE"},
    {"timestamp without time zone", "postgresql.TIMESTAMP", "", "precision"},
    {"timestamp with time zone", "postgresql.TIMESTAMP", "timezone=True", "precision"},
    {"time without time zone", "postgresql.TIME", "", "precision"},
    {"time with time zone", "postgresql.TIME", "timezone=True", "precision"},
    {"interval", "postgresql.INTERVAL", "", "precision"},
});

// The same types without a modifier, as people write them.
constexpr auto kPlainTimes = std::to_array<Known>({
    {"timestamp without time zone", "sa.DateTime"},
    {"timestamp with time zone", "sa.DateTime", "timezone=True"},
    {"time without time zone", "sa.Time"},
    {"time with time zone", "sa.Time", "timezone=True"},
});

constexpr auto kSqliteTypes = std::to_array<Known>({
    {"integer", "sa.Integer"},
    {"bigint", "sa.BigInteger"},
    {"smallint", "sa.SmallInteger"},
    {"text", "sa.Text", "", "", "", true},
    {"varchar", "sa.String", "", "length", "", true},
    {"char", "sa.CHAR", "", "length", "", true},
    {"nchar", "sa.NCHAR", "", "length", "", true},
    {"nvarchar", "sa.NVARCHAR", "", "length", "", true},
    {"clob", "sa.CLOB", "", "", "", true},
    {"blob", "sa.LargeBinary"},
    {"real", "sa.REAL"},
    {"float", "sa.Float"},
    {"numeric", "sa.Numeric", "", "precision", "scale"},
    {"decimal", "sa.DECIMAL", "", "precision", "scale"},
    {"boolean", "sa.Boolean"},
    {"date", "sa.Date"},
    {"datetime", "sa.DateTime"},
    {"time", "sa.Time"},
    {"timestamp", "sa.TIMESTAMP"},
    {"json", "sa.JSON"},
});

template <std::size_t N>
const Known* found(const std::array<Known, N>& types, std::string_view name) {
  const auto at = std::ranges::find(types, name, &Known::name);
  return at == types.end() ? nullptr : &*at;
}

const Known* known(const Parts& parts, const Dialect& dialect) {
  if (!dialect.has_native_boolean) return found(kSqliteTypes, parts.name);
  const Known* time = parts.modifiers.empty() ? found(kPlainTimes, parts.name) : nullptr;
  return time ? time : found(kPostgresqlTypes, parts.name);
}

std::size_t most_modifiers(const Known& type) {
  return type.first.empty() ? 0U : type.second.empty() ? 1U : 2U;
}

std::string element_type(const Known& type, const Parts& parts, const QualifiedName& collation,
                         Draft& draft) {
  if (type.callee.starts_with("postgresql.")) draft.need_postgresql();
  PythonCall call{std::string(type.callee)};
  if (!parts.modifiers.empty()) call.add(type.first, parts.modifiers[0]);
  if (parts.modifiers.size() > 1) call.add(type.second, parts.modifiers[1]);
  if (!type.fixed.empty()) call.add(std::string(type.fixed));
  if (!collation.empty()) call.add("collation", draft.raw(collation.name.text));
  return call.line();
}

}  // namespace

std::string alembic_type(const Column& column, Draft& draft) {
  const auto parts = parts_of(lower(column.type.key));
  const Known* type = parts ? known(*parts, draft.dialect()) : nullptr;
  if (!type || parts->modifiers.size() > most_modifiers(*type)) return custom_type(column, draft);
  const bool collates = type->collates && !parts->array && column.collation.schema.key.empty() &&
                        column.collation.name.text.find('"') == std::string::npos;
  if (!column.collation.empty() && !collates) return custom_type(column, draft);
  std::string text = element_type(*type, *parts, column.collation, draft);
  if (!parts->array) return text;
  if (!draft.dialect().has_native_boolean) return custom_type(column, draft);
  draft.need_postgresql();
  return "postgresql.ARRAY(" + text + ")";
}

std::string custom_type(const Column& column, Draft& draft) {
  draft.need_type();
  std::string text = column.type.text;
  if (!column.collation.empty()) text += " COLLATE " + quoted(column.collation);
  return "_Type(" + draft.raw(text) + ")";
}

std::string_view custom_type_class() {
  return R"python(class _Type(sa.types.UserDefinedType):
    """A type that SQLAlchemy has no class for, by the text that the database knows it by."""

    cache_ok = True

    def __init__(self, text):
        self.text = text

    def get_col_spec(self, **kw):
        return self.text
)python";
}

}  // namespace tenon
