// Turns the changes and unknowns of a report into findings, the rows of every report format.

#include "render/report/finding.h"

#include "model/overloaded.h"
#include "render/definition.h"
#include "render/sql/writer.h"
#include "render/sql_script.h"

namespace tenon {

namespace {

/// Tells whether the constraint only needs a VALIDATE, because it was never checked against the existing
/// rows.
bool only_unvalidated(const Altered& change) {
  if (change.attributes.size() != 1) return false;
  const AttributeChange& only = change.attributes.front();
  return (only.attribute == "validated" && only.declared == "true") ||
         (only.attribute == "enforced" && only.actual == "false") ||
         (only.attribute == "not_null_not_valid" && only.actual == "true");
}

std::string affinity_of(const Object& object, const Dialect& dialect) {
  const auto* column = std::get_if<Column>(&object);
  const auto affinity = sql_writer(dialect).affinity;
  return column && affinity ? std::string(affinity(column->type)) : "";
}

/// Reads the attributes of Altered and Renamed.
template <class Changed>
std::vector<FindingChange> changes_of(const Changed& change, const Dialect& dialect) {
  std::vector<FindingChange> all;
  for (const AttributeChange& each : change.attributes) {
    all.push_back({each.attribute, each.actual, each.declared, {}, {}});
    if (each.attribute != "type") continue;
    const std::string actual = affinity_of(change.actual, dialect);
    const std::string declared = affinity_of(change.declared, dialect);
    if (actual == declared || actual.empty() || declared.empty()) continue;
    all.back().actual_affinity = actual;
    all.back().declared_affinity = declared;
  }
  return all;
}

std::vector<std::string> table_lines(const Object& object, const Dialect& dialect) {
  const auto* table = std::get_if<Table>(&object);
  return table ? definition_lines(*table, dialect) : std::vector<std::string>{};
}

std::string referred_table(const Object& object) {
  const auto* key = std::get_if<ForeignKey>(&object);
  return key ? key->referred_table.name.text : "";
}

Finding finding(const Change& change, const Dialect& dialect) {
  Finding found;
  found.key = key_of(change);
  found.verb = verb_of(change);
  const auto text = [&](const Object& object) { return definition(object, found.key, dialect); };
  std::visit(Overloaded{
                 [&](const Added& c) {
                   found.declared_definition = text(c.declared);
                   found.table_lines = table_lines(c.declared, dialect);
                   found.source = source_of(c.declared);
                   found.referred_table = referred_table(c.declared);
                 },
                 [&](const Dropped& c) {
                   found.actual_definition = text(c.actual);
                   found.table_lines = table_lines(c.actual, dialect);
                   found.referred_table = referred_table(c.actual);
                 },
                 [&](const Altered& c) {
                   found.declared_definition = text(c.declared);
                   found.actual_definition = text(c.actual);
                   found.source = source_of(c.declared);
                   found.changes = changes_of(c, dialect);
                   found.referred_table = referred_table(c.declared);
                 },
                 [&](const Renamed& c) {
                   found.actual_name = c.actual_name.text;
                   found.declared_definition = text(c.declared);
                   found.actual_definition = text(c.actual);
                   found.source = source_of(c.declared);
                   found.changes = changes_of(c, dialect);
                   found.referred_table = referred_table(c.declared);
                 },
             },
             change);
  return found;
}

Finding finding(const Unknown& unknown) {
  Finding found;
  found.verb = FindingVerb::kUnknown;
  found.key = unknown.key;
  found.reason = unknown.reason;
  found.source = *unknown.source;
  if (!unknown.attribute.empty())
    found.changes.push_back({unknown.attribute, unknown.actual, unknown.declared, {}, {}});
  return found;
}

}  // namespace

FindingVerb verb_of(const Change& change) {
  return std::visit(Overloaded{
                        [](const Added&) { return FindingVerb::kAdd; },
                        [](const Dropped&) { return FindingVerb::kDrop; },
                        [](const Altered& c) {
                          return only_unvalidated(c) ? FindingVerb::kValidate : FindingVerb::kChange;
                        },
                        [](const Renamed&) { return FindingVerb::kRename; },
                    },
                    change);
}

std::string_view op_word(FindingVerb verb) {
  switch (verb) {
    case FindingVerb::kAdd:
      return "add";
    case FindingVerb::kDrop:
      return "drop";
    case FindingVerb::kChange:
      return "change";
    case FindingVerb::kRename:
      return "rename";
    case FindingVerb::kValidate:
      return "validate";
    case FindingVerb::kUnknown:
      return "unknown";
  }
  return "";
}

std::string_view finding_word(FindingVerb verb) {
  switch (verb) {
    case FindingVerb::kAdd:
      return "missing";
    case FindingVerb::kDrop:
      return "unexpected";
    case FindingVerb::kChange:
      return "changed";
    case FindingVerb::kRename:
      return "renamed";
    case FindingVerb::kValidate:
      return "unvalidated";
    case FindingVerb::kUnknown:
      return "unknown";
  }
  return "";
}

std::vector<Finding> findings(const Report& report, const Dialect& dialect) {
  std::vector<Finding> all;
  all.reserve(report.changes.size() + report.unknowns.size());
  for (const Change& change : report.changes) {
    all.push_back(finding(change, dialect));
    all.back().fails = fails(report, change);
  }
  for (const Unknown& unknown : report.unknowns) all.push_back(finding(unknown));
  return all;
}

Summary summary(const std::vector<Finding>& findings) {
  Summary counts;
  for (const Finding& found : findings) {
    switch (found.verb) {
      case FindingVerb::kAdd:
        ++counts.add;
        break;
      case FindingVerb::kDrop:
        ++counts.drop;
        break;
      case FindingVerb::kChange:
        ++counts.change;
        break;
      case FindingVerb::kRename:
        ++counts.rename;
        break;
      case FindingVerb::kValidate:
        ++counts.validate;
        break;
      case FindingVerb::kUnknown:
        ++counts.unknown;
        break;
    }
  }
  return counts;
}

}  // namespace tenon
