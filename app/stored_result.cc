// Turns a comparison into what audits remember: a report with both catalogs in, a result with its texts out.

#include "app/stored_result.h"

#include <algorithm>
#include <array>

#include "model/digest.h"
#include "model/naming_server.h"
#include "model/overloaded.h"
#include "render/json/catalog.h"
#include "render/report/finding.h"
#include "render/report/report_json.h"
#include "store/utf8.h"

namespace tenon {

namespace {

/// Whether the server would choose this name by itself, so that another database may have another one.
bool is_servers(const Object& object, const Key& key, const Catalog& catalog) {
  const std::optional<Constraint> constraint = constraint_of(object);
  if (!constraint) return false;
  if (named_by(*constraint) == NamedBy::kServer) return true;
  const Table* table = find_table(catalog, key.table_name());
  return table != nullptr && is_server_name(*constraint, *table);
}

/// Who named the two sides of a change.
struct NamedSides {
  bool key = false;
  bool actual = false;
};

NamedSides named_sides(const Change& change, const ComparisonResult& comparison) {
  const Key& key = key_of(change);
  const Catalog& actual = comparison.actual;
  const Catalog& declared = comparison.declared;
  return std::visit(
      Overloaded{
          [&](const Added& c) {
            return NamedSides{is_servers(c.declared, key, declared), false};
          },
          [&](const Dropped& c) {
            return NamedSides{is_servers(c.actual, key, actual), false};
          },
          [&](const Altered& c) {
            return NamedSides{is_servers(c.declared, key, declared) || is_servers(c.actual, key, actual),
                              false};
          },
          [&](const Renamed& c) {
            return NamedSides{is_servers(c.declared, key, declared), is_servers(c.actual, key, actual)};
          },
      },
      change);
}

/// The definition of a table is the same whatever the order of its columns and constraints.
std::string table_definition(std::vector<std::string> lines) {
  if (lines.size() < 3) return "";
  for (std::string& line : lines)
    if (line.ends_with(",")) line.pop_back();
  std::sort(lines.begin() + 1, lines.end() - 1);
  std::string text;
  for (const std::string& line : lines) text += line + " ";
  return text;
}

/// Attributes whose values are SQL, rather than names and words.
bool is_sql_attribute(std::string_view name) {
  constexpr std::array<std::string_view, 8> kSql = {"sqltext", "where", "default",  "generated",
                                                    "checks",  "type",  "elements", "domain"};
  return std::ranges::find(kSql, name) != kSql.end();
}

/// The definition of an index holds its name, `create index NAME on ...`: the server's is `-`.
std::string without_servers_name(const std::string& definition) {
  constexpr std::string_view kIndex = "index ";
  const auto at = definition.find(kIndex);
  const auto on = definition.find(" on ", at);
  if (at == std::string::npos || on == std::string::npos) return definition;
  return definition.substr(0, at + kIndex.size()) + "-" + definition.substr(on);
}

/// The texts of a finding as the two sides spell them.
FindingTexts texts_of(const Finding& found) {
  FindingTexts made{.declared_definition = found.declared_definition,
                    .actual_definition = found.actual_definition,
                    .table_lines = found.table_lines,
                    .attributes = {},
                    .referred_table = found.referred_table,
                    .place = found.source};
  for (const FindingChange& change : found.changes)
    made.attributes.push_back({change.attribute, change.actual, change.declared});
  return made;
}

StoredFinding stored(const Finding& found, const Dialect& dialect, const SchemaNames& schemas) {
  const auto form = [&](const std::string& text) { return storable(normal_form(text, dialect, schemas)); };
  const auto definition = [&](const std::string& text) {
    return form(text.empty() || found.table_lines.empty() ? text : table_definition(found.table_lines));
  };
  const auto value = [&](const std::string& attribute, const std::string& text) {
    const WordCase words = is_sql_attribute(attribute) ? WordCase::kFolded : WordCase::kAsWritten;
    return storable(normal_form(text, dialect, schemas, words));
  };
  StoredFinding made;
  made.op = op_word(found.verb);
  made.kind = to_string(found.key.kind);
  Key key = found.key;
  key.schema.text = mapped_schema(key.schema.text, schemas);
  if (key.kind == Kind::kSchema) key.name.text = mapped_schema(key.name.text, schemas);
  made.schema = storable(key.schema.text);
  made.table = storable(key.table.text);
  made.name = storable(key.name.text);
  made.key = storable(to_string(key));
  made.actual_name = storable(found.actual_name);
  made.declared_definition = definition(found.declared_definition);
  made.actual_definition = definition(found.actual_definition);
  for (const FindingChange& change : found.changes)
    made.attributes.push_back(
        {change.attribute, value(change.attribute, change.actual), value(change.attribute, change.declared)});
  if (schemas.empty())
    made.texts = texts_of(found);
  else
    made.texts->referred_table = found.referred_table;
  return made;
}

std::int64_t number(std::size_t count) { return static_cast<std::int64_t>(count); }

AuditCounts counts_of(const Report& report) {
  return {number(report.compared.tables), number(report.compared.constraints),
          number(report.compared.indexes), number(report.compared.ignored), number(report.unknowns.size())};
}

AuditError not_compared(const Report& report) {
  const std::string why = is_empty(report.compared) && report.unknowns.empty()
                              ? "nothing was compared: neither side holds a table, a sequence or a type"
                          : report.unknowns.empty()
                              ? "something that is not modelled differs, or may; the report lists it"
                              : "something could not be compared; the report has the reasons";
  return {std::string(to_string(Reason::kNotModelled)), why};
}

}  // namespace

std::vector<StoredFinding> stored_findings(const ComparisonResult& comparison, const SchemaNames& schemas) {
  const Dialect& dialect = *comparison.actual.dialect;
  std::vector<StoredFinding> all;
  for (const Finding& found : findings(comparison.report, dialect))
    all.push_back(stored(found, dialect, schemas));
  const std::vector<Key>& destructive = comparison.report.destructive;
  for (std::size_t i = 0; i < comparison.report.changes.size(); ++i) {
    all[i].is_destructive =
        std::ranges::find(destructive, key_of(comparison.report.changes[i])) != destructive.end();
    const NamedSides by_server = named_sides(comparison.report.changes[i], comparison);
    all[i].is_server_named = by_server.key;
    all[i].is_actual_server_named = by_server.actual;
    if (all[i].kind != to_string(Kind::kIndex) || (!by_server.key && !by_server.actual)) continue;
    for (std::string* text : {&all[i].declared_definition, &all[i].actual_definition})
      *text = without_servers_name(*text);
  }
  return all;
}

StoredComparison stored_comparison(const ComparisonResult& comparison, const SchemaNames& schemas) {
  const Report& report = comparison.report;
  StoredComparison made;
  AuditResult& result = made.result;
  const Outcome found = outcome(report);
  result.outcome = found == Outcome::kInSync  ? AuditOutcome::kInSync
                   : found == Outcome::kDrift ? AuditOutcome::kDrift
                                              : AuditOutcome::kError;
  if (found == Outcome::kUnknown) result.error = not_compared(report);
  result.findings = stored_findings(comparison, schemas);
  result.is_partial = is_partial(report);
  result.counts = counts_of(report);
  result.engine = report.actual.kind;
  result.server_version = report.actual.server_version;
  result.tool_version = TENON_VERSION;
  result.durations = {comparison.times.connect.count(), comparison.times.read.count(),
                      comparison.times.compare.count()};
  if (comparison.read_at != std::chrono::system_clock::time_point())
    result.read_at = std::chrono::time_point_cast<std::chrono::microseconds>(comparison.read_at);
  made.texts.snapshot = catalog_json(comparison.actual, comparison.naming);
  made.texts.report = report_json(report, *comparison.actual.dialect);
  result.snapshot_digest = sha256(made.texts.snapshot);
  return made;
}

AuditResult failed_audit(const Failure& failure) {
  AuditResult result;
  result.outcome = AuditOutcome::kError;
  result.error = AuditError{std::string(to_string(failure.reason)), failure.message};
  result.tool_version = TENON_VERSION;
  return result;
}

}  // namespace tenon
