// Which targets an audit is about: names, labels and a configuration in, targets ready to be audited out.

#pragma once

#include <string>
#include <vector>

#include "app/audit/audit_target.h"
#include "app/targets.h"
#include "config/configuration.h"

namespace tenon {

/// What the user chose.
struct TargetChoice {
  std::vector<std::string> names;                 ///< of targets; `*` stands for any text
  bool all = false;                               ///< every target
  std::vector<std::string> select;                ///< `env=prod,region!=eu`: each must hold
  CompareRequest from = {};                       ///< what flags say of every comparison
  GivenFlags given = {};                          ///< which flags were given
  std::vector<TargetConfiguration> defined = {};  ///< targets that were made over the API
  std::stop_token stop = {};                      ///< ends the listing of sets and maps
};

struct ChosenTargets {
  std::vector<AuditTarget> targets;      ///< by name; no secret of theirs has been fetched
  std::string configuration = {};        ///< what the store knows the configuration by: its file
  std::vector<ExpansionFailure> unread;  ///< sets and schema maps that could not be listed
  bool is_whole = false;                 ///< they are all targets of the configuration
  std::vector<std::string> warnings;     ///< such as a secret's file that others may read
  std::vector<std::string> defined;      ///< the names of those that were made over the API
};

/// Whether a word of the command line means a target: by its name, by a glob, or as the target or the row of
/// a set whose schema map it is of (`fleet` is `fleet/tenant_001` and all others).
bool means(const std::string& word, const std::string& target);

/// Lists, chooses and prepares targets. A set or a schema map whose targets cannot be listed is a target of
/// its own that cannot be audited, so that nothing is green that was not looked at. Throws Error(kUsage) if
/// nothing was chosen, if a name is no target (with the nearest one), or if no target fulfils the selection.
ChosenTargets chosen_targets(const Configuration& configuration, const TargetChoice& choice);

/// Returns a target to be audited, whose secrets are not fetched yet; what kept it from that is its
/// `failure`. Of a choice what flags say is taken.
AuditTarget audit_target(const Configuration& configuration, const TargetConfiguration& target,
                         const TargetChoice& choice = {});

}  // namespace tenon
