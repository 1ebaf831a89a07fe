// Chooses the targets of an audit from a configuration.

#include "app/audit/chosen_targets.h"

#include <algorithm>
#include <filesystem>

#include "app/requested_target.h"
#include "app/secrets.h"
#include "config/selection.h"
#include "config/target_rows.h"
#include "model/error.h"
#include "model/glob.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

bool is_glob(const std::string& name) { return name.find('*') != std::string::npos; }

bool is_named(const std::vector<std::string>& names, const std::string& target) {
  return std::ranges::any_of(names, [&](const std::string& name) { return means(name, target); });
}

/// Returns the names with the globs of the schemas that those of schema maps stand for.
std::vector<std::string> with_schemas(const Configuration& configuration, std::vector<std::string> names) {
  const std::vector<std::string> given = names;
  for (const std::string& name : given) {
    const TargetConfiguration* target = find_target(configuration, name);
    const bool is_of_set =
        !target && std::ranges::any_of(configuration.target_sets, [&](const TargetSet& set) {
          return set.schema_map && may_be_of_set(set, name);
        });
    if (is_of_set || (target && target->schema_map)) names.push_back(name + "/*");
  }
  return names;
}

void require_choice(const Configuration& configuration, const TargetChoice& choice) {
  if (configuration.targets.empty() && configuration.target_sets.empty() && choice.defined.empty())
    throw Error(Fault::kConfiguration,
                (configuration.path.empty() ? "there is no tenon.toml here or above"
                                            : configuration.path + " names no target") +
                    std::string("; tenon init URL writes one, docs/configuration.md says what it holds"));
  if (choice.names.empty() && !choice.all && choice.select.empty())
    throw Error(Fault::kUsage, "say what is to be audited: names of targets, --select env=prod, or --all");
  if (choice.all && !choice.names.empty())
    throw Error(Fault::kUsage, "--all is every target; leave it out, or leave the names out");
}

std::vector<std::string> names_of(const Expansion& listed) {
  std::vector<std::string> names;
  for (const TargetConfiguration& target : listed.targets) names.push_back(target.name);
  return names;
}

/// Throws Error(kUsage) for the first name that no target has.
void require_known(const std::vector<std::string>& names, const std::vector<std::string>& known) {
  for (const std::string& name : names) {
    const bool is_known =
        std::ranges::any_of(known, [&](const std::string& target) { return means(name, target); });
    if (!is_known)
      throw Error(Fault::kUsage,
                  "there is no target " + name + (is_glob(name) ? "" : suggestion(name, known)));
  }
}

std::string why_hidden(const std::string& name) {
  return "the target " + name +
         " that was made over the API is left out: the configuration has one of this name";
}

/// Returns the file of a configuration as every folder calls it.
std::string identity_of(const Configuration& configuration) {
  if (configuration.path.empty()) return "";
  return std::filesystem::absolute(configuration.path).lexically_normal().string();
}

AuditTarget failed(const ExpansionFailure& failure, const std::string& configuration) {
  AuditTarget made;
  made.name = failure.name;
  made.origin = {.configuration = configuration, .set = failure.name, .is_list = true};
  made.failure = failure.failure;
  return made;
}

}  // namespace

bool means(const std::string& word, const std::string& target) {
  return glob_matches(word, target) || target.starts_with(word + "/");
}

AuditTarget audit_target(const Configuration& configuration, const TargetConfiguration& target,
                         const TargetChoice& choice) {
  AuditTarget made;
  made.name = target.name;
  made.labels = target.options.labels;
  made.url_ref = "target:" + target.name;
  made.origin = {.configuration = identity_of(configuration), .set = target.set};
  try {
    if (!target.fault.empty())
      throw Error(Fault::kConfiguration, Reason::kParse,
                  "target " + target.name + ", which was made over the API, cannot be used: " + target.fault);
    ReadyTarget one = unfetched(configuration, target, choice.from, choice.given);
    made.request = std::move(one.request);
    made.url_ref = std::move(one.url_reference);
    made.secrets = std::move(one.secrets);
    made.time_limit = one.time_limit;
    if (made.request.declared.empty())
      throw Error(Fault::kConfiguration, "target " + target.name +
                                             " has no declared side to be compared with; give it declared = "
                                             "\"schema.sql\" in the configuration");
  } catch (const Error& error) {
    made.failure = failure_of(error);
  }
  return made;
}

ChosenTargets chosen_targets(const Configuration& configuration, const TargetChoice& choice) {
  require_choice(configuration, choice);
  TargetWish wish{.names = with_schemas(configuration, choice.names), .labels = {}, .stop = choice.stop};
  for (const std::string& text : choice.select)
    for (LabelCondition& one : selection(text)) wish.labels.push_back(std::move(one));
  Expansion listed = expanded(configuration, wish);
  const std::vector<std::string> hidden = add_defined(listed, choice.defined);
  if (listed.failures.empty()) require_known(choice.names, names_of(listed));
  ChosenTargets chosen;
  chosen.configuration = identity_of(configuration);
  chosen.is_whole = choice.names.empty() && choice.select.empty();
  for (const TargetConfiguration& target : listed.targets) {
    const bool is_wanted = choice.names.empty() || is_named(choice.names, target.name);
    if (!is_wanted || !is_selected(wish.labels, target.options.labels)) continue;
    chosen.targets.push_back(audit_target(configuration, target, choice));
    if (target.origin.kind == OriginKind::kApi) chosen.defined.push_back(target.name);
  }
  for (const std::string& name : hidden) chosen.warnings.push_back(why_hidden(name));
  for (const AuditTarget& target : chosen.targets)
    for (const SecretReference& secret : {target.secrets.url, target.secrets.scratch})
      for (std::string& warning : rights_warnings(secret)) chosen.warnings.push_back(std::move(warning));
  for (const ExpansionFailure& failure : listed.failures)
    chosen.targets.push_back(failed(failure, chosen.configuration));
  chosen.unread = listed.failures;
  if (chosen.targets.empty())
    throw Error(Fault::kUsage,
                "no target fulfils the selection; tenon config show lists them with their labels");
  std::ranges::sort(chosen.targets, {}, &AuditTarget::name);
  return chosen;
}

}  // namespace tenon
