// Reads targets of requests, and judges what they would read.

#include "app/requested_target.h"

#include <algorithm>
#include <filesystem>

#include "app/configuration.h"
#include "app/requested_url.h"
#include "config/duration.h"
#include "config/read_request.h"
#include "model/error.h"
#include "model/glob.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargest = 64UL * 1024;

std::string why_not_enabled(const Configuration& configuration) {
  return "targets are not made over the API: set enabled = true in [service.api_targets] of " +
         (configuration.path.empty() ? "the configuration" : configuration.path);
}

/// Returns why a declared schema must not be read for a request; empty: it may.
std::string declared_fault(const Configuration& configuration, const std::string& path) {
  if (!is_path_listed(*configuration.service.api_targets.declared, path))
    return "\"declared\" of [service.api_targets] lists no path of this name";
  const std::string folder = configuration.folder.empty() ? "." : configuration.folder;
  std::error_code fault;
  const fs::path whole = fs::canonical(fs::path(folder) / path, fault);
  if (fault) return "there is no such file";
  if (!is_below(folder, whole.string())) return "it leads out of the folder of the configuration";
  return "";
}

/// Adds what is wrong with what a target would read.
void judge_request(const Configuration& configuration, const TargetConfiguration& target,
                   std::vector<RequestFault>& faults) {
  const auto add = [&](const char* pointer, const std::string& why) {
    if (!why.empty()) faults.push_back({pointer, why});
  };
  for (const std::string& path : *target.options.declared)
    add("/declared", declared_fault(configuration, path));
  const Duration most = *configuration.audit.target_time_limit;
  if (const auto limit = *target.options.time_limit; limit && *limit > most)
    add("/time_limit", "a request gives " + to_string(most) + " at most, target_time_limit of [audit]");
  if (target.options.declared->empty())
    add("/declared", "a target needs a declared side to be compared with");
  add("/url", requested_url_fault(configuration, *target.url));
  if (target.options.scratch->kind == SecretKind::kText)
    add("/scratch", "databases are made there, so a request gives it as {\"secret\": \"NAME\"} alone");
}

/// Lets the paths of a target start from the folder of the configuration, as those of its file do.
void place_paths(TargetConfiguration& target, const std::string& folder) {
  for (std::string& path : target.options.declared.value) path = path_from(folder, path);
  SecretReference& url = target.url.value;
  if (url.kind == SecretKind::kText && url.folder.empty()) url.text = path_from(folder, url.text.exposed());
}

/// Reads the members of a definition; what is wrong with them goes into its faults.
void read_definition(const Configuration& configuration, const std::string& name,
                     const std::string& definition, RequestedTarget& made) {
  const RequestValue values = request_value(definition);
  const ConfigurationContext known = configuration_context("");
  Faults faults;
  ConfigurationReading in{faults, "", known.styles, known.dialects,
                          &configuration.service.api_targets.secrets};
  made.target = read_requested_target(in, name, values.value);
  try {
    faults.raise(Fault::kConfiguration);
  } catch (const Error& error) {
    made.faults = values.faults_of(error.what());
    return;
  }
  judge_request(configuration, made.target, made.faults);
  place_paths(made.target, configuration.folder);
}

}  // namespace

RequestedTarget requested_target(const Configuration& configuration, const std::string& name,
                                 const std::string& definition) {
  RequestedTarget made;
  try {
    if (definition.size() > kLargest)
      made.faults.push_back({"", "a target has 64 KiB at most"});
    else
      read_definition(configuration, name, definition, made);
  } catch (const Error& error) {
    made.faults.push_back({"", error.what()});
  }
  made.target.name = name;
  made.target.origin = {.kind = OriginKind::kApi};
  if (!*configuration.service.api_targets.enabled)
    made.target.fault = why_not_enabled(configuration);
  else if (!made.faults.empty())
    made.target.fault = made.faults.front().pointer + (made.faults.front().pointer.empty() ? "" : ": ") +
                        made.faults.front().what;
  return made;
}

std::vector<TargetConfiguration> defined_targets(const Configuration& configuration,
                                                 const Definitions& definitions) {
  std::vector<TargetConfiguration> all;
  for (const Definition& one : definitions.all)
    if (one.kind == DefinitionKind::kTarget)
      all.push_back(requested_target(configuration, one.name, one.content).target);
  return all;
}

std::vector<std::string> add_defined(Expansion& listed, const std::vector<TargetConfiguration>& defined) {
  std::vector<std::string> hidden;
  for (const TargetConfiguration& target : defined) {
    if (std::ranges::find(listed.targets, target.name, &TargetConfiguration::name) == listed.targets.end())
      listed.targets.push_back(target);
    else
      hidden.push_back(target.name);
  }
  return hidden;
}

}  // namespace tenon
