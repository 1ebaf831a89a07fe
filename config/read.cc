// Reads the top of a configuration and hands each section to its reader.

#include "config/read.h"

#include <algorithm>

#include "config/literal_secret.h"
#include "config/sections.h"

namespace tenon {

namespace {

void read_version(TableReader& top) {
  const auto version = top.plain_count("version");
  if (version && *version != 1)
    top.fault(top.find("version")->at,
              "\"version\" is 1, the one form of a configuration that this program "
              "knows; a newer one wants a newer tenon");
}

/// Says of names that two stanzas have that a word would mean both.
void require_one_each(ConfigurationReading& in, const Configuration& made) {
  for (std::size_t i = 0; i < made.target_sets.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (made.target_sets[i].name == made.target_sets[j].name)
        in.faults.add(made.target_sets[i].origin.at, "two target sets have one name; so would their targets");
  for (std::size_t i = 0; i < made.webhooks.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (made.webhooks[i].name == made.webhooks[j].name)
        in.faults.add(made.webhooks[i].origin.at, "two webhooks have one name");
}

void read_sections(ConfigurationReading& in, TableReader& top, Configuration& made) {
  if (const TomlValue* value = top.find("naming")) {
    made.naming = read_convention(in, *value, "[naming]");
    made.naming_origin = file_origin(*value);
  }
  if (const TomlValue* value = top.find("diff")) read_diff(in, *value, made.diff);
  if (const TomlValue* value = top.find("render")) read_render(in, *value, made.render);
  if (const TomlValue* value = top.find("audit")) read_audit(in, *value, made.audit);
  if (const TomlValue* value = top.find("store")) read_store(in, *value, made.store);
  if (const TomlValue* value = top.find("targets")) made.targets = read_targets(in, *value);
  if (const TomlValue* value = top.find("target_sets")) made.target_sets = read_target_sets(in, *value);
  if (const TomlValue* value = top.find("webhooks")) made.webhooks = read_webhooks(in, *value);
  if (const TomlValue* value = top.find("service")) read_service(in, *value, made);
}

}  // namespace

Configuration read_configuration(const Document& document, const ConfigurationContext& context) {
  Faults faults;
  ConfigurationReading in{faults, context.folder, context.styles, context.dialects, nullptr, context.schemes};
  Configuration made;
  made.path = document.path;
  made.folder = context.folder;
  const auto value = toml_value(document, faults);
  if (value) {
    add_literal_secrets(*value, faults);
    TableReader top(in, *value, "the configuration");
    top.find("$schema");
    read_version(top);
    read_sections(in, top, made);
    top.done();
    require_one_each(in, made);
  }
  faults.raise(Fault::kConfiguration);
  return made;
}

const TargetConfiguration* find_target(const Configuration& configuration, const std::string& name) {
  const auto found = std::ranges::find(configuration.targets, name, &TargetConfiguration::name);
  return found == configuration.targets.end() ? nullptr : &*found;
}

std::vector<const TomlValue*> tables_of(ConfigurationReading& in, const TomlValue& value,
                                        const std::string& name) {
  std::vector<const TomlValue*> all;
  if (value.kind == TomlKind::kArray)
    for (const TomlValue& item : value.items) all.push_back(&item);
  else
    in.faults.add(value.at, "\"" + name + "\" is a list of tables, each written [[" + name + "]], found " +
                                to_string(value.kind));
  return all;
}

}  // namespace tenon
