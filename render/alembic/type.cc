// Writes column types as SQLAlchemy types.

#include "render/alembic/type.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "render/alembic/dialect.h"
#include "render/alembic/python.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

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

std::size_t most_modifiers(const AlembicType& type) {
  return type.first.empty() ? 0U : type.second.empty() ? 1U : 2U;
}

std::string element_type(const AlembicType& type, const Parts& parts, const QualifiedName& collation,
                         Draft& draft) {
  PythonCall call{std::string(type.callee)};
  if (!parts.modifiers.empty()) call.add(type.first, parts.modifiers[0]);
  if (parts.modifiers.size() > 1) call.add(type.second, parts.modifiers[1]);
  if (!type.fixed.empty()) call.add(std::string(type.fixed));
  if (!collation.empty()) call.add("collation", draft.raw(collation.name.text));
  return call.line();
}

/// What is built in and has no class in SQLAlchemy: an enum of that name is meant only by its whole name.
constexpr auto kWithoutClass = std::to_array<std::string_view>(
    {"box", "char", "cid", "circle", "jsonpath", "line", "lseg", "macaddr8", "name", "path", "pg_lsn",
     "point", "polygon", "refcursor", "tid", "tsquery", "xid", "xml"});

/// The enum that a type names, whose labels are known; nullptr: it is none.
const Enum* enum_of(std::string_view key, const Draft& draft) {
  std::vector<Name> parts;
  for (const Token& token : tokens(key, draft.dialect()))
    if (token.text != ".") parts.emplace_back(std::string(content(token)));
  if (parts.size() == 2) return draft.find_enum({parts[0], parts[1]});
  if (parts.size() != 1 || std::ranges::find(kWithoutClass, parts[0].text) != kWithoutClass.end())
    return nullptr;
  return draft.find_enum({Name(std::string(draft.dialect().default_schema)), parts[0]});
}

// The whole name, as a type of PostgreSQL's own may have the same. The type is there: a statement creates it.
std::string enum_call(const Enum& type, Draft& draft) {
  PythonCall call("postgresql.ENUM");
  for (const std::string& label : type.labels) call.add(python_string(label));
  call.add("name", draft.name(type.name.name)).add("schema", draft.name(type.name.schema));
  return call.add("create_type", "False").line();
}

/// An enum, or an array of one; empty: the column has another type.
std::string enum_type(const Column& column, Draft& draft) {
  std::string_view key = column.type.key;
  const bool array = key.ends_with("[]");
  if (array) key.remove_suffix(2);
  const Enum* type = draft.dialect().has_enums ? enum_of(key, draft) : nullptr;
  if (!type || type->labels.empty()) return "";
  const std::string call = enum_call(*type, draft);
  return array ? "postgresql.ARRAY(" + call + ")" : call;
}

/// Classes of SQLAlchemy between which Alembic's batch mode does not cast, in all versions.
constexpr auto kFamilies = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"sa.BigInteger", "sa.Integer"},
    {"sa.SmallInteger", "sa.Integer"},
    {"sa.Text", "sa.String"},
    {"sa.CHAR", "sa.String"},
    {"sa.NCHAR", "sa.String"},
    {"sa.NVARCHAR", "sa.String"},
    {"sa.CLOB", "sa.String"},
    {"sa.DECIMAL", "sa.Numeric"},
    {"sa.REAL", "sa.Float"},
    {"sa.TIMESTAMP", "sa.DateTime"},
});

std::string family_of(const Column& column, Draft& draft) {
  std::string call = alembic_type(column, draft);
  call.erase(std::min(call.find('('), call.size()));
  const auto at =
      std::ranges::find(kFamilies, std::string_view(call), [](const auto& row) { return row.first; });
  if (at != kFamilies.end()) return std::string(at->second);
  return call.starts_with("sa.") ? call : "";
}

}  // namespace

bool casts_in_batch(const Column& from, const Column& to, const Dialect& dialect) {
  Draft draft(dialect);
  const std::string family = family_of(from, draft);
  return family.empty() || family != family_of(to, draft);
}

std::string alembic_type(const Column& column, Draft& draft) {
  if (std::string made = enum_type(column, draft); !made.empty()) return made;
  const auto parts = parts_of(lower(column.type.key));
  const AlembicDialect& dialect = alembic_dialect(draft.dialect());
  const AlembicType* type = parts ? dialect.type(parts->name, !parts->modifiers.empty()) : nullptr;
  if (!type || parts->modifiers.size() > most_modifiers(*type)) return custom_type(column, draft);
  const bool collates = type->collates && !parts->array && column.collation.schema.key.empty() &&
                        column.collation.name.text.find(draft.dialect().lexis.quote()) == std::string::npos;
  if (!column.collation.empty() && !collates) return custom_type(column, draft);
  std::string text = element_type(*type, *parts, column.collation, draft);
  if (!parts->array) return text;
  if (!dialect.has_arrays) return custom_type(column, draft);
  return "postgresql.ARRAY(" + text + ")";
}

std::string custom_type(const Column& column, Draft& draft) {
  std::string text = column.type.text;
  if (!column.collation.empty()) text += " COLLATE " + quoted(column.collation, draft.dialect());
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
