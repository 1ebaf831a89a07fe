// What an op does to every row of a table: op in, tables with reasons out.
#include "plan/effects/rewrites.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "model/to_string.h"
#include "model/type_loss.h"
#include "plan/lookup/identifiers.h"

namespace tenon {

namespace {

using Rewrites = std::vector<Rewrite>;

std::string of(const Column& column) { return "column " + column.name.text; }

Rewrites retyped(const AlterColumn& op) {
  const std::string types = op.actual.type.text + " to " + op.declared.type.text;
  const RowRewrite how = row_rewrite(op.actual.type, op.declared.type);
  if (how == RowRewrite::kAlways)
    return {{op.table, false, false, of(op.declared) + " changes from " + types}};
  if (how == RowRewrite::kDepends)
    return {{op.table, false, true,
             of(op.declared) + " changes from " + types + ", unless both are stored alike"}};
  if (op.actual.collation != op.declared.collation)
    return {{op.table, true, false, of(op.declared) + " changes its collation"}};
  return {};
}

/// The functions of PostgreSQL that give another value for each row (pg_proc.provolatile v) and are used in
/// defaults.
constexpr std::array<std::string_view, 14> kVolatile{
    "clock_timestamp",  "currval",   "gen_random_bytes", "gen_random_uuid",
    "lastval",          "nextval",   "random",           "random_normal",
    "setval",           "timeofday", "uuid_generate_v1", "uuid_generate_v1mc",
    "uuid_generate_v4", "uuidv7"};

/// Those that do not, of the ones that are used in defaults.
constexpr std::array<std::string_view, 30> kSteady{"abs",
                                                   "array",
                                                   "ceil",
                                                   "char_length",
                                                   "coalesce",
                                                   "concat",
                                                   "date",
                                                   "date_part",
                                                   "date_trunc",
                                                   "decode",
                                                   "encode",
                                                   "floor",
                                                   "jsonb_build_object",
                                                   "json_build_object",
                                                   "left",
                                                   "length",
                                                   "lower",
                                                   "make_interval",
                                                   "md5",
                                                   "now",
                                                   "numeric",
                                                   "replace",
                                                   "round",
                                                   "statement_timestamp",
                                                   "timezone",
                                                   "to_char",
                                                   "to_timestamp",
                                                   "transaction_timestamp",
                                                   "upper",
                                                   "varchar"};

/// The call in a default that is, or may be, another value for each row.
struct DoubtfulCall {
  std::string function;  ///< empty: there is none
  bool is_known = false;
};

DoubtfulCall doubtful_call(const Expression& value, const Dialect& dialect) {
  DoubtfulCall found;
  for (const IdentifierRef& each : referenced_identifiers(value.text, dialect)) {
    if (each.as != IdentifierRef::As::kCall || std::ranges::find(kSteady, each.key) != kSteady.end())
      continue;
    const bool is_volatile = std::ranges::find(kVolatile, each.key) != kVolatile.end();
    if (found.function.empty() || (is_volatile && !found.is_known)) found = {each.key, is_volatile};
  }
  return found;
}

/// Whether the type is a domain that constrains its values, itself or by a domain below it.
bool is_constrained_domain(const Type& type, const Catalog& after, const TypeNames& types) {
  for (std::optional<QualifiedName> name = types.of(type); name;) {
    const auto at = std::ranges::find(after.domains, *name, &Domain::name);
    if (at == after.domains.end()) return false;
    if (!at->checks.empty() || !at->nullable) return true;
    name = types.of(at->type);
  }
  return false;
}

Rewrites added(const AddColumn& op, const Catalog& after, const TypeNames& types) {
  const Column& column = op.column;
  if (column.generated)
    return column.generated->stored
               ? Rewrites{{op.table, false, false, of(column) + " is computed for each row"}}
               : Rewrites{};
  if (column.identity) return {{op.table, false, false, of(column) + " numbers the rows that are there"}};
  if (column.default_value) {
    const DoubtfulCall call = doubtful_call(*column.default_value, *after.dialect);
    if (call.is_known)
      return {{op.table, false, false, of(column) + " gets a value of " + call.function + "() for each row"}};
    if (!call.function.empty())
      return {{op.table, false, true,
               of(column) + " gets a value of " + call.function + "(), if that function is volatile"}};
  }
  if (is_constrained_domain(column.type, after, types))
    return {{op.table, false, false, of(column) + " has a domain with constraints"}};
  return {};
}

Rewrites altered(const AlterTable& op) {
  Rewrites all;
  const auto differ = [&](const char* key) {
    const std::string* before = option(op.actual.options, key);
    const std::string* now = option(op.declared.options, key);
    return (before ? *before : "") != (now ? *now : "");
  };
  if (differ("unlogged")) all.push_back({op.declared.name, false, false, "it changes its logging"});
  if (differ("access_method"))
    all.push_back({op.declared.name, false, false, "it changes its access method"});
  if (differ("tablespace")) all.push_back({op.declared.name, false, false, "it moves to another tablespace"});
  return all;
}

Rewrites recast(const std::vector<TypeUser>& users, const QualifiedName& type) {
  Rewrites all;
  for (const TypeUser& user : users)
    all.push_back({user.column.table, false, false,
                   "column " + user.column.column.text + " is cast to the new type " + to_string(type)});
  return all;
}

}  // namespace

std::vector<Rewrite> rewrites_of(const Op& op, const Catalog& after, const TypeNames& types) {
  if (!after.dialect->can_alter_columns) return {};
  return std::visit(
      Overloaded{
          [](const AlterColumn& o) { return retyped(o); },
          [&](const AddColumn& o) { return added(o, after, types); },
          [](const AlterTable& o) { return altered(o); },
          [](const ReplaceEnum& o) { return o.keeps_labels ? Rewrites{} : recast(o.users, o.declared.name); },
          [](const AlterType& o) {
            const bool stays = altered_in_place(o.actual, o.declared, !o.users.empty());
            return stays ? Rewrites{} : recast(o.users, name_of(o.declared));
          },
          [](const auto&) { return Rewrites{}; },
      },
      op);
}

}  // namespace tenon
