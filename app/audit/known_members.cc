// The members of lists that could not be read: failures and what a store knows in, targets that could not be
// audited out.

#include "app/audit/known_members.h"

#include <algorithm>
#include <utility>

#include "config/selection.h"

namespace tenon {

namespace {

/// Whether a target came from a list: a set, a schema map, or the schema map of a set.
bool is_member(const StoredTarget& known, const ChosenTargets& chosen, const std::string& list) {
  const TargetOrigin& origin = known.state.origin;
  if (origin.configuration != chosen.configuration || origin.is_list || known.state.gone_since) return false;
  return origin.set == list || known.name.starts_with(list + "/");
}

bool is_wanted(const StoredTarget& known, const TargetChoice& choice) {
  const bool is_named =
      choice.names.empty() ||
      std::ranges::any_of(choice.names, [&](const std::string& name) { return means(name, known.name); });
  return is_named && std::ranges::all_of(choice.select, [&](const std::string& text) {
           return is_selected(selection(text), known.labels);
         });
}

AuditTarget not_listed(const StoredTarget& known, const ExpansionFailure& list) {
  AuditTarget made;
  made.name = known.name;
  made.labels = known.labels;
  made.url_ref = known.url_ref;
  made.origin = known.state.origin;
  made.failure = list.failure;
  return made;
}

}  // namespace

ChosenTargets with_known_members(ChosenTargets chosen, const TargetChoice& choice,
                                 const std::vector<StoredTarget>& known) {
  for (const ExpansionFailure& list : chosen.unread)
    for (const StoredTarget& one : known) {
      const bool is_new =
          std::ranges::find(chosen.targets, one.name, &AuditTarget::name) == chosen.targets.end();
      if (is_new && is_member(one, chosen, list.name) && is_wanted(one, choice))
        chosen.targets.push_back(not_listed(one, list));
    }
  std::ranges::sort(chosen.targets, {}, &AuditTarget::name);
  return chosen;
}

}  // namespace tenon
