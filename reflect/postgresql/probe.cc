// Builds the statement that makes the server plan expressions, and reads its plan.

#include "reflect/postgresql/probe.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/error.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// A name that no table has: otherwise PostgreSQL would print the columns of a table of that name under
/// another alias.
constexpr const char* kPart = "tenon:";
/// PostgreSQL limits a select list to 1,664 entries.
constexpr std::size_t kMostOutputs = 1000;
constexpr std::size_t kMostGroups = 300;

const std::string kNotOne =
    " is not one expression as PostgreSQL 15's grammar has it (no second statement, no sub-select); newer "
    "syntax "
    "cannot be settled";

bool names(const ParsedExpression& parsed, const std::string& column) {
  return std::ranges::binary_search(parsed.columns, column);
}

/// Returns `'"app"."mine"'::regcollation`: the server resolves the collation and prints it in one spelling.
std::string collation_output(const ParsedCollation& clause) {
  std::string name;
  for (const std::string& part : clause.collation)
    name += (name.empty() ? "" : ".") + tenon::quoted(part, kPostgresql);
  return literal(name) + "::regcollation";
}

/// Adds the columns that the text names, with their types: all columns if it names the row, and tableoid, the
/// only system column that a check may name. Returns the reason if one of the types is invalid.
std::string add_columns(const Table& table, Probe& probe) {
  const bool names_row = probe.parsed.has_star || names(probe.parsed, table.name.name.text);
  for (const Column& column : table.columns) {
    if (!names_row && !names(probe.parsed, column.name.text)) continue;
    if (!is_one_type(column.type.text))
      return "the type of column " + column.name.text + ", " + column.type.text + ", cannot be read";
    probe.columns.emplace(column.name.text, column.type.text);
  }
  if (names(probe.parsed, "tableoid")) probe.columns.emplace("tableoid", "oid");
  return "";
}

/// The text may end with a line comment; the line break ends the comment.
std::string in_parentheses(const std::string& text) { return "(" + text + "\n)"; }

Probing type_probe(const Question& question) {
  Probing made;
  if (!is_one_type(question.text)) made.reason = question.text + " is not one type";
  made.probe.outputs = {"NULL::" + question.text + "\n"};
  return made;
}

Probing cast_probe(const Question& question) {
  Probing made;
  for (const std::string& type : {question.target, question.text})
    if (!is_one_type(type)) made.reason = type + " is not one type";
  made.probe.outputs = {"CAST(NULL::" + question.target + "\n AS " + question.text + "\n)"};
  return made;
}

Probing expression_probe(const Question& question) {
  Probing made;
  const auto parsed = parsed_expression(question.text);
  if (!parsed) {
    made.reason = question.text + kNotOne;
    return made;
  }
  made.probe.parsed = *parsed;
  std::string output = in_parentheses(question.text);
  if (question.about == About::kDefault && !is_one_type(question.target)) {
    made.reason = question.target + " is not one type";
  } else if (question.about == About::kDefault) {
    output = "CAST(" + output + " AS " + question.target + "\n)";
  } else {
    if (question.about == About::kCondition) output = "NOT " + output;
    // In a select list `t.*` expands to all columns, even in parentheses; inside an expression it is the row.
    if (parsed->has_star) output = "CASE WHEN true THEN " + output + " END";
    made.probe.table = question.table->name.name.text;
    made.reason = add_columns(*question.table, made.probe);
  }
  made.probe.outputs = {output};
  for (const ParsedCollation& clause : parsed->collations)
    made.probe.outputs.push_back(collation_output(clause));
  return made;
}

using Json = nlohmann::json;

/// Collects the Output of the plan node of each part, by the number of the part.
void collect(const Json& node, std::map<std::size_t, std::vector<std::string>>& found) {
  const std::string part = std::string("CTE ") + kPart;
  const std::string name = node.value("Subplan Name", "");
  if (name.starts_with(part))
    found[std::stoul(name.substr(part.size()))] = node.value("Output", std::vector<std::string>());
  if (node.contains("Plans"))
    for (const Json& each : node["Plans"]) collect(each, found);
}

}  // namespace

Probing probe(const Question& question) {
  Probing made = question.about == About::kType   ? type_probe(question)
                 : question.about == About::kCast ? cast_probe(question)
                                                  : expression_probe(question);
  made.probe.schema = question.table->name.schema.text;
  return made;
}

bool ProbeStatement::add(const Probe& probe) {
  const auto at = by_table_.find(probe.table);
  if (at == by_table_.end()) {
    if (groups_.size() == kMostGroups) return false;
    by_table_[probe.table] = groups_.size();
    places_.push_back({groups_.size(), 0, probe.outputs.size()});
    groups_.push_back({probe.table, probe.columns, probe.outputs});
    return true;
  }
  Group& group = groups_[at->second];
  if (group.outputs.size() + probe.outputs.size() > kMostOutputs) return false;
  for (const auto& [name, type] : probe.columns)
    if (const auto known = group.columns.find(name); known != group.columns.end() && known->second != type)
      return false;
  group.columns.insert(probe.columns.begin(), probe.columns.end());
  places_.push_back({at->second, group.outputs.size(), probe.outputs.size()});
  group.outputs.insert(group.outputs.end(), probe.outputs.begin(), probe.outputs.end());
  return true;
}

/// OFFSET 0 keeps the planner from folding the NULLs into the expressions. MATERIALIZED keeps every output,
/// and the constant at the end keeps the planner from merging a part with the columns below it.
std::string ProbeStatement::sql() const {
  std::string parts;
  std::string uses;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const std::string name = tenon::quoted(kPart + std::to_string(i), kPostgresql);
    std::string select;
    for (const std::string& output : groups_[i].outputs) select += output + ", ";
    std::string columns;
    for (const auto& [column, type] : groups_[i].columns)
      columns +=
          (columns.empty() ? "" : ", ") + ("NULL::" + type + "\n AS " + tenon::quoted(column, kPostgresql));
    parts += (i == 0 ? "" : ", ") + name + " AS MATERIALIZED (SELECT " + select + "'tenon'";
    if (!groups_[i].table.empty())
      parts += " FROM (SELECT " + columns + " OFFSET 0) AS " + tenon::quoted(groups_[i].table, kPostgresql);
    parts += ")";
    uses += (i == 0 ? "SELECT 1 FROM " : " UNION ALL SELECT 1 FROM ") + name;
  }
  return "EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) WITH " + parts + " " + uses;
}

std::vector<std::vector<std::string>> ProbeStatement::outputs(const std::string& plan_json) const {
  std::map<std::size_t, std::vector<std::string>> found;
  const Json plan = Json::parse(plan_json, nullptr, false);
  if (plan.is_array() && plan.size() == 1 && plan[0].contains("Plan")) collect(plan[0]["Plan"], found);
  std::vector<std::vector<std::string>> all;
  for (const Place& place : places_) {
    const std::vector<std::string>& printed = found[place.group];
    if (printed.size() != groups_[place.group].outputs.size() + 1)
      throw Error(Fault::kInternal, "the server's plan is not the one that was asked for: " + plan_json);
    const auto first = printed.begin() + static_cast<std::ptrdiff_t>(place.first);
    all.emplace_back(first, first + static_cast<std::ptrdiff_t>(place.count));
  }
  return all;
}

}  // namespace tenon
