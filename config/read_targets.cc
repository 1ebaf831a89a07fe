// Reads targets, sets of targets, schema maps and schedules.

#include <algorithm>

#include "config/literal_secret.h"
#include "config/read_secret.h"
#include "config/row_template.h"
#include "config/sections.h"
#include "schedule/cron.h"

namespace tenon {

namespace {

constexpr CountRange kRows{1, 1'000'000};

/// Adds what is wrong with the expression and the zone of a schedule.
void check_times(TableReader& table, const Schedule& made) {
  const CronSchedule::Parsed parsed = CronSchedule::parse(made.cron, made.time_zone);
  if (const auto* fault = std::get_if<CronFault>(&parsed))
    table.fault(table.find(fault->in == CronFault::In::kCron ? "cron" : "time_zone")->at, fault->what);
}

Schedule read_schedule(TableReader& owner, const TomlValue& value) {
  TableReader table(owner.in(), value, "\"schedule\" of " + owner.who());
  Schedule made;
  if (!table.has("cron")) table.fault(value.at, table.who() + " wants \"cron\", such as \"0 3 * * *\"");
  const auto cron = table.plain_text("cron");
  made.cron = cron.value_or("");
  made.time_zone = table.plain_text("time_zone").value_or("UTC");
  if (cron) check_times(table, made);
  made.jitter = table.plain_time("jitter").value_or(Duration(0));
  if (const auto word = table.plain_text("catch_up", {"none", "one", "all"}))
    made.catch_up = *catch_up_named(*word);
  made.deadline = table.plain_time("deadline");
  table.done();
  return made;
}

void read_max(TableReader& table, std::size_t& max, Origin& origin) {
  const auto read = table.plain_count("max", kRows);
  if (!read) return;
  max = *read;
  origin = file_origin(*table.find("max"));
}

SchemaMap read_schema_map(TableReader& owner, const TomlValue& value) {
  TableReader table(owner.in(), value, "\"schema_map\" of " + owner.who());
  SchemaMap made;
  made.pattern = table.plain_text("pattern").value_or("");
  made.declared = table.plain_text("declared").value_or("");
  if (made.pattern.empty() || made.declared.empty())
    table.fault(value.at, table.who() +
                              " wants \"pattern\", the schemas of the database (\"tenant_*\"), and "
                              "\"declared\", the schema of the declared side that each is compared with");
  read_max(table, made.max, made.max_origin);
  table.done();
  return made;
}

std::map<std::string, std::string> read_labels(TableReader& owner, const TomlValue& value) {
  std::map<std::string, std::string> made;
  if (value.kind != TomlKind::kTable)
    owner.fault(value.at,
                "\"labels\" of " + owner.who() + " is a table of texts, found " + to_string(value.kind));
  for (const TomlMember& label : value.members) {
    if (label.value.kind != TomlKind::kString)
      owner.fault(label.value.at, "a label is a text in quotes, found " + to_string(label.value.kind));
    if (!is_target_name(label.key))
      owner.fault(label.at,
                  "the name of a label has letters, digits and _ - . alone, found " + shown_word(label.key));
    made[label.key] = label.value.text;
  }
  return made;
}

/// What targets and sets have in common.
TargetOptions read_options(TableReader& table) {
  TargetOptions made;
  table.paths("declared", made.declared);
  if (const TomlValue* value = table.find("labels")) made.labels = read_labels(table, *value);
  table.names("schemas", made.schemas);
  table.patterns("include", made.include);
  table.patterns("exclude", made.exclude);
  table.flag("exclude_partitions", made.exclude_partitions);
  table.text("dialect", made.dialect, table.in().dialects);
  read_secret(table, "scratch", SecretUse::kUrl, made.scratch);
  table.time("statement_timeout", made.statement_timeout);
  table.time("lock_timeout", made.lock_timeout);
  table.time("time_limit", made.time_limit);
  if (const TomlValue* value = table.find("naming"))
    made.naming = read_convention(table.in(), *value, "\"naming\" of " + table.who());
  if (const TomlValue* value = table.find("schedule")) made.schedule = read_schedule(table, *value);
  return made;
}

TargetSetSource read_set_source(TableReader& owner, const TomlValue& value) {
  TableReader table(owner.in(), value, "\"source\" of " + owner.who());
  TargetSetSource made;
  const auto file = table.plain_text("file");
  made.file = path_from(owner.in().folder, file.value_or(""));
  if (file && file->empty())
    table.fault(table.find("file")->at, "\"file\" of " + table.who() + " names no file");
  const auto query = table.plain_text("query");
  made.query = query.value_or("");
  if (query && query->empty())
    table.fault(table.find("query")->at,
                "\"query\" of " + table.who() + " is empty; it is SQL that returns rows");
  Setting<SecretReference> url;
  read_secret(table, "url", SecretUse::kUrl, url);
  made.url = url.value;
  if (table.has("file") == table.has("query"))
    table.fault(value.at, table.who() +
                              " is either a \"file\" (TOML, CSV, or a name a line) or a \"query\" "
                              "with the \"url\" of the database that answers it");
  else if (table.has("query") != table.has("url"))
    table.fault(value.at, table.has("url") ? "\"url\" belongs to a \"query\""
                                           : "a \"query\" wants the \"url\" of the database that answers it");
  table.done();
  return made;
}

/// Holds the templates of a set against the rules of templates.
void check_templates(TableReader& table, const TargetSet& set) {
  std::vector<std::pair<std::string, std::string>> all{
      {"name", set.name}, {"url", set.url->name}, {"url", set.url->text.exposed()}};
  for (const std::string& word : set.url->command) all.emplace_back("url", word);
  for (const auto& [key, text] : all)
    if (const std::string why = template_fault(text); !why.empty()) table.fault(table.find(key)->at, why);
  for (const auto& [label, text] : set.options.labels)
    if (const std::string why = template_fault(text); !why.empty())
      table.fault(table.find("labels")->at, why);
}

TargetSet read_set(ConfigurationReading& in, const TomlValue& value, std::size_t number) {
  TargetSet made;
  made.origin = file_origin(value);
  TableReader table(in, value, "target set " + std::to_string(number));
  made.name = table.plain_text("name").value_or("");
  if (columns_of_template(made.name).empty())
    table.fault(table.has("name") ? table.find("name")->at : value.at,
                table.who() +
                    " wants a \"name\" with a column in braces, such as \"tenant-{name}\", so that "
                    "each row is a target of its own");
  if (const TomlValue* source = table.find("source"))
    made.source = read_set_source(table, *source);
  else
    table.fault(value.at, table.who() +
                              " wants a \"source\": {file = \"PATH\"} or {query = \"SELECT ...\", "
                              "url = ...}");
  read_secret(table, "url", SecretUse::kUrl, made.url);
  read_password(table, made.url);
  read_max(table, made.max, made.max_origin);
  made.options = read_options(table);
  if (const TomlValue* map = table.find("schema_map")) made.schema_map = read_schema_map(table, *map);
  check_templates(table, made);
  table.done();
  return made;
}

}  // namespace

// A name stands on command lines, in URLs and in files.
bool is_target_name(std::string_view name) {
  return !name.empty() && name.front() != '-' && name.front() != '.' && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

TargetConfiguration read_target(ConfigurationReading& in, const TomlMember& entry) {
  TargetConfiguration made;
  made.name = entry.key;
  made.origin = file_origin(entry.value);
  TableReader table(in, entry.value, "target " + shown_word(entry.key));
  if (!is_target_name(entry.key))
    table.fault(entry.at,
                "the name of a target has letters, digits and _ - . alone, and begins with none of "
                "- and .; found " +
                    shown_word(entry.key));
  read_secret(table, "url", SecretUse::kUrl, made.url);
  if (entry.value.kind == TomlKind::kTable && !table.has("url"))
    table.fault(entry.at,
                table.who() + " wants a \"url\": " +
                    (in.secrets ? "{\"secret\": \"NAME\"}" : "{env = \"NAME\"}, {file = \"PATH\"}") +
                    " or a URL without a password");
  read_password(table, made.url);
  made.options = read_options(table);
  if (const TomlValue* value = table.find("schema_map")) {
    made.schema_map = read_schema_map(table, *value);
    if (in.secrets)
      table.fault(value->at, "a \"schema_map\" makes many targets, and belongs into the configuration");
  }
  table.done();
  return made;
}

std::vector<TargetConfiguration> read_targets(ConfigurationReading& in, const TomlValue& value) {
  std::vector<TargetConfiguration> all;
  if (value.kind != TomlKind::kTable)
    in.faults.add(value.at, "targets are written [targets.NAME], found " + to_string(value.kind));
  for (const TomlMember& entry : value.members) all.push_back(read_target(in, entry));
  return all;
}

std::vector<TargetSet> read_target_sets(ConfigurationReading& in, const TomlValue& value) {
  std::vector<TargetSet> all;
  for (const TomlValue* one : tables_of(in, value, "target_sets"))
    all.push_back(read_set(in, *one, all.size() + 1));
  return all;
}

}  // namespace tenon
