// The result of a comparison, its outcome and its exit code.

#include "model/report.h"

#include <algorithm>

namespace tenon {

std::string to_string(const Side& side) { return side.url.empty() ? side.path : side.url; }

std::string_view to_string(Effect effect) {
  switch (effect) {
    case Effect::kRecreate:
      return "recreate";
    case Effect::kRebuild:
      return "rebuild";
    case Effect::kRewrite:
      return "rewrite";
    case Effect::kReindex:
      return "reindex";
    case Effect::kFill:
      return "fill";
    case Effect::kReattach:
      return "reattach";
    case Effect::kContinue:
      return "continue";
    case Effect::kAlter:
      return "alter";
    case Effect::kCreate:
      return "create";
    case Effect::kDrop:
      return "drop";
  }
  return "";
}

std::string full_name(const Key& key) { return to_string(key).substr(to_string(key.kind).size() + 1); }

std::string describe(const Consequence& consequence) {
  return std::string(to_string(consequence.effect)) + " " + std::string(to_string(consequence.key.kind)) +
         " " + full_name(consequence.key) + ": " + consequence.reason;
}

bool unmodelled_differ(const Report& report) {
  return std::ranges::any_of(report.not_modelled, [](const UnmodelledKind& kind) {
    return std::ranges::any_of(kind.objects, &UnmodelledEntry::differs);
  });
}

bool is_empty(const Counts& c) { return c.tables + c.constraints + c.indexes + c.sequences + c.types == 0; }

bool fails(const Report& report, const Change& change) {
  JudgedFinding finding = judged(change);
  finding.is_destructive = std::ranges::find(report.destructive, key_of(change)) != report.destructive.end();
  return fails(report.fail_on, finding);
}

bool fails(const Report& report) {
  return std::ranges::any_of(report.changes, [&](const Change& change) { return fails(report, change); });
}

bool is_partial(const Report& report) {
  return !report.unknowns.empty() || (report.fail_on_unmodelled && unmodelled_differ(report));
}

Outcome outcome(const Report& report) {
  if (fails(report)) return Outcome::kDrift;
  if (is_partial(report) || (report.changes.empty() && is_empty(report.compared))) return Outcome::kUnknown;
  return report.changes.empty() ? Outcome::kInSync : Outcome::kDrift;
}

int exit_code(Outcome outcome) {
  switch (outcome) {
    case Outcome::kInSync:
      return 0;
    case Outcome::kDrift:
      return 2;
    case Outcome::kUnknown:
      return 1;
  }
  return 1;
}

int exit_code(const Report& report) {
  const Outcome found = outcome(report);
  return found == Outcome::kDrift && !fails(report) ? 0 : exit_code(found);
}

}  // namespace tenon
