// The list of verbs. Adding one: its function in a file of cli/verbs/, and its name here.

#include "cli/verb.h"

namespace tenon {

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all{diff_verb(),    generate_verb(), check_verb(),       inspect_verb(),
                                     lint_verb(),    names_verb(),    explain_verb(),     audit_verb(),
                                     history_verb(), ack_verb(),      store_verb(),       notify_verb(),
                                     serve_verb(),   token_verb(),    healthcheck_verb(), init_verb(),
                                     doctor_verb(),  config_verb(),   schema_verb()};
  return all;
}

}  // namespace tenon
