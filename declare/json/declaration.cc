// Reads declared JSON files into a Declaration: parses, drafts, resolves and builds the catalog.

#include "declare/declaration.h"

#include <algorithm>
#include <set>

#include "declare/json/json_value.h"
#include "declare/json/object_reader.h"
#include "declare/json/passes.h"
#include "declare/json/read_lint.h"
#include "declare/json/read_naming.h"
#include "declare/json/read_sequence.h"
#include "declare/json/read_table.h"
#include "declare/json/read_top.h"
#include "declare/json/read_user_types.h"
#include "model/error.h"

namespace tenon {

namespace {

constexpr std::string_view kSchemaId = "urn:tenon:declared:1";

const Form& file_form() {
  static const Form form{
      "a declared schema",
      {"$schema", "dialect", "naming_convention", "schemas", "extensions", "enums", "domains", "types",
       "sequences", "tables", "declares_nothing", "not_modelled", "lint"},
      {}};
  return form;
}

/// Returns the text of "dialect" if it names a known one.
std::optional<std::string> dialect_in(const JsonValue& file, const std::string& path, Faults& faults) {
  const JsonValue* value = member(file, "dialect");
  if (!value || value->kind == JsonKind::kNull) return std::nullopt;
  const Source at{path, value->place.line, value->place.column};
  std::vector<std::string> known;
  for (const Dialect* dialect : dialects()) known.emplace_back(dialect->name);
  if (value->kind == JsonKind::kString && find_dialect(value->text)) return value->text;
  faults.add(at, "\"dialect\" must be \"postgresql\" or \"sqlite\", found " + to_string(*value) +
                     hint(value->text, known));
  return std::nullopt;
}

template <class Read>
void read_entries(const Reading& in, const ObjectReader& from, std::string_view key, const Read& read_one) {
  const JsonValue* value = from.find(key);
  if (!value) return;
  if (value->kind != JsonKind::kObject) return add_type_fault(in, *value, from.whose(key), "an object");
  for (const auto& entry : value->members) read_one(entry);
}

void require_absent(const Reading& in, const ObjectReader& from, std::string_view key) {
  const JsonValue* value = from.find(key);
  if (value && !value->members.empty())
    in.fault(value->place, std::string(in.dialect.name) + " has no " + std::string(key));
}

void read_naming_of(const Reading& in, const ObjectReader& from, SchemaDraft& draft) {
  const JsonValue* value = from.find("naming_convention");
  if (!value) return;
  const std::size_t faults = in.faults.count();
  NamingConvention naming = read_naming(in, *value);
  draft.naming_is_read = in.faults.count() == faults;
  if (draft.naming && *draft.naming != naming)
    in.fault(value->place, "this naming convention is not the one at " + to_string(draft.naming_source) +
                               "; several files are one schema and have one convention");
  draft.naming = std::move(naming);
  draft.naming_source = in.at(value->place);
}

void read_head(const Reading& in, const ObjectReader& from, const JsonValue& file) {
  const JsonValue* schema = from.find("$schema");
  if (schema && (schema->kind != JsonKind::kString || schema->text != kSchemaId))
    add_type_fault(in, *schema, "\"$schema\"", "\"" + std::string(kSchemaId) + "\"");
  const auto dialect = dialect_in(file, in.path, in.faults);
  if (dialect && *dialect != in.dialect.name)
    in.fault(member(file, "dialect")->place, "this file is declared for " + *dialect + ", and " +
                                                 std::string(in.dialect.name) + " was asked for");
}

void read_file(const Reading& in, const JsonValue& file, SchemaDraft& draft) {
  const ObjectReader from(in, file, file_form(), "a declared schema");
  read_head(in, from, file);
  read_naming_of(in, from, draft);
  if (const JsonValue* schemas = from.find("schemas")) read_schemas(in, *schemas, draft);
  const auto read_or_require_absent = [&](bool has, std::string_view key, auto read) {
    if (has)
      read_entries(in, from, key, [&](const JsonMember& entry) { read(in, entry, draft); });
    else
      require_absent(in, from, key);
  };
  const Capabilities& can = in.dialect;
  read_or_require_absent(can.has_extensions, "extensions", read_extension);
  read_or_require_absent(can.has_enums, "enums", read_enum);
  read_or_require_absent(can.has_domains, "domains", read_domain);
  read_or_require_absent(can.has_user_types, "types", read_user_type);
  read_or_require_absent(can.has_sequences, "sequences", read_sequence);
  read_entries(in, from, "tables", [&](const JsonMember& entry) { read_table(in, entry, draft); });
  draft.declares_nothing = from.flag("declares_nothing", false) || draft.declares_nothing;
  if (const JsonValue* others = from.find("not_modelled")) read_not_modelled(in, *others, draft);
  if (const JsonValue* lint = from.find("lint")) read_lint(in, *lint, draft.lint);
}

/// Returns the lint settings of the files and of each table.
LintSettings lint_of(SchemaDraft& draft) {
  LintSettings all = std::move(draft.lint);
  for (DraftTable& table : draft.tables)
    for (LintSelector& selector : table.lint_off) all.disable.push_back(std::move(selector));
  return all;
}

/// Tables come first, because column renames use the new names of tables.
std::vector<DataRename> renames_of(const SchemaDraft& draft, const Dialect& dialect) {
  std::vector<DataRename> renames;
  for (const DraftTable& table : draft.tables)
    if (const auto& former = table.renamed_from) {
      const Name& schema = table.table.name.schema;
      renames.push_back({{former->schema.empty() ? schema : dialect.name_of(former->schema),
                          dialect.name_of(former->table)},
                         {},
                         table.table.name.name,
                         former->source,
                         schema});
    }
  for (const DraftTable& table : draft.tables)
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (const auto& former = table.columns[i].renamed_from)
        renames.push_back(
            {table.table.name, dialect.name_of(former->text), table.table.columns[i].name, former->source});
  return renames;
}

}  // namespace

std::optional<std::string> declared_dialect(std::span<const Document> documents) {
  Faults faults;
  std::optional<std::string> found;
  std::string where;
  for (const auto& document : documents) {
    const auto file = json_value(document, faults);
    if (!file) continue;
    const auto dialect = dialect_in(*file, document.path, faults);
    if (!dialect) continue;
    const Place place = member(*file, "dialect")->place;
    if (found && *found != *dialect)
      faults.add({document.path, place.line, place.column},
                 "this file is for " + *dialect + ", and " + where + " is for " + *found);
    found = dialect;
    where = document.path;
  }
  faults.raise();
  return found;
}

Declaration read_json(std::span<const Document> documents, const Dialect& dialect,
                      const NamingConvention& usual) {
  Faults faults;
  SchemaDraft draft;
  for (const auto& document : documents)
    if (const auto file = json_value(document, faults))
      read_file({dialect, faults, document.path}, *file, draft);
  fold_defaults(draft, dialect);
  count_keys(draft, dialect, faults);
  expand_serials(draft, dialect);
  inherit_columns(draft, dialect, faults);
  resolve_references(draft, dialect, faults);
  merge_enums(draft, faults);
  const NamingConvention naming =
      draft.naming.value_or(usual.templates.empty() ? default_convention() : usual);
  if (draft.naming_is_read) name_constraints(draft, naming, dialect, faults);
  find_collisions(draft, dialect, faults);
  if (dialect.expressions_can_be_parsed) find_unknown_columns(draft, faults);
  faults.raise();
  const bool lists_unmodelled = draft.lists_unmodelled;
  const bool declares_nothing = draft.declares_nothing;
  LintSettings lint = lint_of(draft);
  std::vector<DataRename> renames = renames_of(draft, dialect);
  return {catalog_of(std::move(draft), dialect),
          naming,
          {},
          lists_unmodelled,
          {},
          std::move(lint),
          std::move(renames),
          declares_nothing};
}

}  // namespace tenon
