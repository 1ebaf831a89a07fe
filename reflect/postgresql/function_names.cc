// Finds the user-defined functions and operators that expressions call.

#include "reflect/postgresql/function_names.h"

#include "reflect/postgresql/row.h"

namespace tenon {

namespace {

/// Functions and operators of extensions are excluded: they do not change, and many have the names of
/// built-in ones (citext has an `=` and a replace()), so that an unqualified name may mean either. The
/// planner resolves those.
constexpr const char* kHomes = R"(
select n.nspname, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.proname = any($1::text[])
   and not exists (select from pg_depend e
                    where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
union
select n.nspname, o.oprname from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
 where o.oprname = any($1::text[])
   and not exists (select from pg_depend e
                    where e.classid = 'pg_operator'::regclass and e.objid = o.oid and e.deptype = 'e'))";

std::string array_literal(const std::set<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    all += all.empty() ? "\"" : ",\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') all += '\\';
      all += c;
    }
    all += '"';
  }
  return "{" + all + "}";
}

}  // namespace

ReferencedFunctions::ReferencedFunctions(pqxx::transaction_base& transaction,
                                         const std::vector<const ParsedExpression*>& expressions) {
  std::set<std::string> names;
  for (const ParsedExpression* expression : expressions)
    for (const auto* list : {&expression->functions, &expression->operators})
      for (const std::vector<std::string>& name : *list)
        if (!name.empty()) names.insert(name.back());
  if (names.empty()) return;
  const pqxx::result rows = transaction.exec_params(kHomes, array_literal(names));
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    std::string schema = in.text();
    homes_.insert({std::move(schema), in.text()});
  }
}

std::set<std::string> ReferencedFunctions::referenced_by(const ParsedExpression& expression,
                                                         const std::string& schema) const {
  std::set<std::string> all;
  for (const auto* list : {&expression.functions, &expression.operators})
    for (const std::vector<std::string>& name : *list)
      if (const std::string known = resolved(name, schema); !known.empty()) all.insert(known);
  return all;
}

/// Returns an empty text for a built-in name, and for a name that is no function (`app.mood(x)` is a cast,
/// which the planner shows).
std::string ReferencedFunctions::resolved(const std::vector<std::string>& name,
                                          const std::string& schema) const {
  if (name.size() > 1) {
    const Home home{name[name.size() - 2], name.back()};
    return home.schema != "pg_catalog" && homes_.contains(home) ? home.schema + "." + home.name : "";
  }
  if (name.empty() || homes_.contains({"pg_catalog", name.back()})) return "";
  for (const std::string& each : {schema, std::string("public")})
    if (homes_.contains({each, name.back()})) return each + "." + name.back();
  return "";
}

}  // namespace tenon
