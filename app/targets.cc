// Makes requests of targets: fetches URLs, and puts what the configuration says where no flag does.

#include "app/targets.h"

#include <algorithm>
#include <filesystem>

#include "app/backends.h"
#include "app/secrets.h"
#include "app/stored_source.h"
#include "model/nearest_word.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kTargetPrefix = "target:";

/// What is written in a configuration as its file says, or the setting of [diff] that holds for all.
const Words& chosen_words(const Setting<Words>& own, const Setting<Words>& usual) {
  return own.is_default() ? *usual : *own;
}

void set_filter(Filter& filter, const Configuration& configuration, const TargetConfiguration* target,
                const GivenFlags& given) {
  const TargetOptions none;
  const TargetOptions& own = target ? target->options : none;
  if (!given.contains("schema")) {
    filter.schemas = chosen_words(own.schemas, configuration.diff.schemas);
    filter.schemas_are_usual = own.schemas.is_default();
    if (target && !target->schema.empty()) filter.schemas = {target->schema};
  }
  if (!given.contains("include")) filter.include = chosen_words(own.include, configuration.diff.include);
  if (!given.contains("exclude")) {
    filter.exclude = *configuration.diff.ignore;
    filter.exclude.insert(filter.exclude.end(), own.exclude->begin(), own.exclude->end());
  }
  if (!given.contains("exclude-partitions")) filter.partitions = !*own.exclude_partitions;
}

/// Takes over what [diff] says of how objects are matched.
void set_match(CompareRequest& request, const Configuration& configuration, const GivenFlags& given) {
  if (!given.contains("match")) request.match = match_named(*configuration.diff.match);
}

/// Takes over the forms of scripts that [render] asks for.
void set_forms(CompareRequest& request, const Configuration& configuration, const GivenFlags& given) {
  if (given.contains("online")) return;
  request.online = {.builds = *configuration.render.concurrently,
                    .validations = *configuration.render.validate == "separate"};
}

void set_options(ReadyTarget& made, const TargetConfiguration& target, const GivenFlags& given) {
  const TargetOptions& options = target.options;
  CompareRequest& request = made.request;
  if (!given.contains("dialect")) request.dialect = *options.dialect;
  if (!given.contains("scratch")) made.secrets.scratch = *options.scratch;
  request.patience.statement = *options.statement_timeout;
  request.patience.lock = *options.lock_timeout;
  made.time_limit = *options.time_limit;
  if (!target.schema.empty()) request.schema_pair = {target.schema, target.schema_map->declared};
}

std::vector<std::string> names_of(const Configuration& configuration) {
  std::vector<std::string> names;
  for (const TargetConfiguration& target : configuration.targets) names.push_back(target.name);
  for (const TargetSet& set : configuration.target_sets) names.push_back(set.name);
  return names;
}

[[noreturn]] void fail_unknown(const Configuration& configuration, const std::string& word,
                               bool may_be_file) {
  if (configuration.path.empty())
    throw Error(Fault::kUsage, "there is no tenon.toml here or above that names a target \"" + word + "\"" +
                                   (may_be_file ? ", and no file of this name" : "") +
                                   "; name the configuration by --config, let tenon init URL --target " +
                                   word + " write one, or give a database URL or a schema file");
  throw Error(Fault::kUsage, (may_be_file ? "there is no file and no target \"" : "there is no target \"") +
                                 word + "\"" + hint(word, names_of(configuration)) + " (" +
                                 configuration.path + ")");
}

/// Whether a word can only be meant as a target: it is no URL, no path and no file that exists.
bool is_meant_as_target(const SourceArgument& source) {
  const std::string& word = source.exposed();
  std::error_code ignored;
  const bool is_word = !word.empty() && word.find_first_of("/.:@= ") == std::string::npos && word != "-";
  return is_word && !fs::exists(word, ignored);
}

/// Whether what is written could be the name of a target; a URL, a file and a catalog of the audit store are
/// not looked up in sets.
bool may_name_target(const SourceArgument& source) {
  const std::string& word = source.exposed();
  std::error_code ignored;
  return !word.empty() && word != "-" && word.find_first_of(" =@:") == std::string::npos &&
         !fs::exists(word, ignored);
}

/// Returns the target before the slash of a word that is no file, if it has a schema map.
const TargetConfiguration* mapped_target(const Configuration& configuration, const std::string& word) {
  std::error_code ignored;
  const auto slash = word.find('/');
  if (slash == std::string::npos || fs::exists(word, ignored)) return nullptr;
  const TargetConfiguration* whole = find_target(configuration, word.substr(0, slash));
  return whole && whole->schema_map ? whole : nullptr;
}

/// Returns the target that a source names, nullopt for any other source.
std::optional<TargetConfiguration> target_named(const Configuration& configuration,
                                                const SourceArgument& source) {
  const std::string& word = source.exposed();
  if (word.starts_with(kTargetPrefix)) {
    const std::string name = word.substr(kTargetPrefix.size());
    if (auto found = found_target(configuration, name)) return found;
    fail_unknown(configuration, SourceArgument(name).redacted(), false);
  }
  if (const TargetConfiguration* found = find_target(configuration, word)) return *found;
  if (is_in_store(source)) return std::nullopt;
  if (const auto* whole = mapped_target(configuration, word)) {
    if (auto found = found_target(configuration, word)) return found;
    throw Error(Fault::kUsage, "target \"" + whole->name + "\" has the schemas that match \"" +
                                   whole->schema_map->pattern + "\", and \"" +
                                   word.substr(word.find('/') + 1) + "\" does not");
  }
  if (may_name_target(source))
    if (auto found = found_target(configuration, word)) return found;
  if (is_meant_as_target(source)) fail_unknown(configuration, word, true);
  return std::nullopt;
}

/// Names the only target where no word is given.
SourceArgument only_target(const Configuration& configuration) {
  if (configuration.targets.size() == 1 && configuration.target_sets.empty())
    return std::string(kTargetPrefix) + configuration.targets.front().name;
  const std::vector<std::string> names = names_of(configuration);
  throw Error(Fault::kUsage,
              names.empty() ? "ACTUAL is required: a database URL, or any other source"
                            : "ACTUAL is required; " + configuration.path + " has " + with_commas(names));
}

/// Replaces each word that names a target by its URL; returns the first target.
std::optional<TargetConfiguration> replace_targets(std::vector<SourceArgument>& sources,
                                                   const Configuration& configuration,
                                                   std::vector<std::string>& warnings) {
  std::optional<TargetConfiguration> first;
  for (SourceArgument& source : sources) {
    auto target = target_named(configuration, source);
    if (!target) continue;
    const FetchedSecret url = fetched_url(*target->url);
    source = SourceArgument::named(url.value.exposed(), target->name);
    warnings.insert(warnings.end(), url.warnings.begin(), url.warnings.end());
    if (!first) first = std::move(target);
  }
  return first;
}

std::vector<SourceArgument> declared_of(const TargetConfiguration& target) {
  if (target.options.declared->empty())
    throw Error(Fault::kUsage, "DECLARED is required: target \"" + target.name +
                                   "\" has no \"declared\"; write it into its stanza, or name the files");
  if (target.schema_map && target.schema.empty())
    throw Error(Fault::kUsage, "target \"" + target.name +
                                   "\" has a schema_map: each schema is a target of its "
                                   "own; name one, " +
                                   target.name + "/SCHEMA");
  return {target.options.declared->begin(), target.options.declared->end()};
}

}  // namespace

ReadyTarget unfetched(const Configuration& configuration, const TargetConfiguration& target,
                      CompareRequest from, const GivenFlags& given) {
  ReadyTarget made;
  made.name = target.name;
  made.labels = target.options.labels;
  made.request = std::move(from);
  made.url_reference = target.url->kind == SecretKind::kText ? std::string(kTargetPrefix) + target.name
                                                             : to_string(*target.url);
  made.secrets.url = *target.url;
  if (made.request.declared.empty())
    made.request.declared = {target.options.declared->begin(), target.options.declared->end()};
  made.request.naming =
      target.options.naming.templates.empty() ? configuration.naming : target.options.naming;
  set_filter(made.request.filter, configuration, &target, given);
  set_match(made.request, configuration, given);
  set_forms(made.request, configuration, given);
  set_options(made, target, given);
  return made;
}

ConfiguredRequest with_secrets(CompareRequest request, const std::string& target,
                               const TargetSecrets& secrets, const std::stop_token& stop) {
  ConfiguredRequest made{std::move(request), {}};
  const auto add_warnings = [&](const FetchedSecret& secret) {
    made.warnings.insert(made.warnings.end(), secret.warnings.begin(), secret.warnings.end());
  };
  if (!secrets.url.empty()) {
    const FetchedSecret url = fetched_url(secrets.url, stop);
    made.request.actual = {SourceArgument::named(url.value.exposed(), target)};
    add_warnings(url);
  }
  if (!secrets.scratch.empty()) {
    const FetchedSecret scratch = fetched_url(secrets.scratch, stop);
    made.request.scratch = scratch.value;
    made.request.scratch_is_usual = true;
    add_warnings(scratch);
  }
  return made;
}

ReadyTarget ready(const Configuration& configuration, const TargetConfiguration& target, CompareRequest from,
                  const GivenFlags& given) {
  ReadyTarget made = unfetched(configuration, target, std::move(from), given);
  ConfiguredRequest fetched = with_secrets(std::move(made.request), made.name, made.secrets);
  made.request = std::move(fetched.request);
  made.warnings = std::move(fetched.warnings);
  return made;
}

ConfiguredRequest configured(CompareRequest request, const Configuration& configuration,
                             const SourceWords& words) {
  ConfiguredRequest made;
  if (words.compares && request.actual.empty()) request.actual = {only_target(configuration)};
  const auto target =
      request.actual.empty() ? std::nullopt : target_named(configuration, request.actual.front());
  if (words.compares && request.declared.empty()) {
    if (!target) throw Error(Fault::kUsage, "DECLARED is required: schema files, or any other source");
    request.declared = declared_of(*target);
  }
  const auto other = replace_targets(request.declared, configuration, made.warnings);
  std::vector<SourceArgument> scratch{request.scratch};
  replace_targets(scratch, configuration, made.warnings);
  request.scratch = std::move(scratch.front());
  if (target || other) {
    std::vector<SourceArgument> actual = request.actual;
    ReadyTarget filled = ready(configuration, target ? *target : *other, std::move(request), words.given);
    made.warnings.insert(made.warnings.end(), filled.warnings.begin(), filled.warnings.end());
    made.request = std::move(filled.request);
    if (!target) made.request.actual = std::move(actual);
    return made;
  }
  request.naming = configuration.naming;
  set_filter(request.filter, configuration, nullptr, words.given);
  set_match(request, configuration, words.given);
  set_forms(request, configuration, words.given);
  made.request = std::move(request);
  return made;
}

}  // namespace tenon
