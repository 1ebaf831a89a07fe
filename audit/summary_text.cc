// The text of a nightly summary: groups first, what is new, what has gone, what is not audited and since
// when.

#include <algorithm>

#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "audit/summary.h"
#include "model/pluralize.h"

namespace tenon {

namespace {

constexpr std::size_t kCountWidth = 5;
constexpr std::size_t kMostPhrases = 3;

std::string padded(const std::string& text, std::size_t width) {
  return text.size() >= width ? text : text + std::string(width - text.size(), ' ');
}

std::string right(std::size_t count, std::size_t width) {
  const std::string text = std::to_string(count);
  return text.size() >= width ? text : std::string(width - text.size(), ' ') + text;
}

std::string joined_phrases(const std::vector<std::string>& phrases) {
  std::string text;
  for (std::size_t i = 0; i < std::min(phrases.size(), kMostPhrases); ++i)
    text += (i == 0 ? "" : "; ") + phrases[i];
  if (phrases.size() > kMostPhrases) text += "; " + std::to_string(phrases.size() - kMostPhrases) + " more";
  return text;
}

/// One line of a group, in columns.
struct GroupLine {
  std::string fingerprint;
  std::string targets;
  std::string age;
  std::string what;
  std::string who;
};

GroupLine line_of(const DriftGroup& group, Instant now) {
  return {brief_fingerprint(group.fingerprint), pluralize(group.targets.size(), "target"),
          group.is_new  ? "NEW"
          : group.since ? age_text(now - *group.since)
                        : "",
          joined_phrases(group.phrases), short_list(group.targets)};
}

std::string group_lines(const SweepSummary& summary) {
  std::vector<GroupLine> lines;
  std::size_t targets = 0;
  std::size_t age = 0;
  std::size_t what = 0;
  for (const DriftGroup& group : summary.groups) {
    lines.push_back(line_of(group, summary.finished));
    targets = std::max(targets, lines.back().targets.size());
    age = std::max(age, lines.back().age.size());
    what = std::max(what, lines.back().what.size());
  }
  std::string text;
  for (const GroupLine& line : lines)
    text += "      " + line.fingerprint + "  " + padded(line.targets, targets) + "  " +
            padded(line.age, age) + "  " + padded(line.what, what) + "  " + line.who + "\n";
  return text;
}

std::string acknowledged_lines(const SweepSummary& summary) {
  std::string text;
  for (const AcknowledgedGroup& group : summary.acknowledgements)
    text += right(group.targets.size(), kCountWidth) + " acknowledged until " + date_of(end_of(group.ack)) +
            "  " + group.ack.reason + " (" + group.ack.owner + ")\n";
  return text;
}

std::string not_audited_line(const SweepSummary& summary) {
  std::string text;
  for (const NotAuditedGroup& group : summary.failures) {
    text += (text.empty() ? "" : "; ") + short_list(group.targets) + ": " +
            (group.message.empty() ? reason_in_words(group.reason) : group.message);
    if (group.attempts > 1)
      text += " (" + pluralize(static_cast<std::size_t>(group.attempts), "attempt") + ")";
  }
  return text.empty() ? "" : right(summary.not_audited, kCountWidth) + " NOT AUDITED: " + text + "\n";
}

std::size_t members_of(const std::vector<const GroupTransition*>& groups) {
  std::size_t all = 0;
  for (const GroupTransition* group : groups) all += group->members.size();
  return all;
}

std::vector<std::string> targets_of(const GroupTransition& group) {
  std::vector<std::string> names;
  for (const TargetTransition& member : group.members) names.push_back(member.target);
  return names;
}

/// `2 closed (19e0-77ab on orders-eu-01, b44d-91c7 on 6 targets)`.
std::string counted(const SweepSummary& summary, Transition kind, const std::string& word) {
  std::vector<const GroupTransition*> groups;
  for (const GroupTransition& group : summary.transitions)
    if (group.transition == kind) groups.push_back(&group);
  std::string text = std::to_string(groups.size()) + " " + word;
  if (groups.empty()) return text;
  if (groups.size() > 2) return text + " (" + pluralize(members_of(groups), "target") + ")";
  std::string which;
  for (const GroupTransition* group : groups)
    which += (which.empty() ? "" : ", ") + brief_fingerprint(group->fingerprint) + " on " +
             (group->members.size() > 2 ? pluralize(group->members.size(), "target")
                                        : short_list(targets_of(*group)));
  return text + " (" + which + ")";
}

std::string changes_line(const SweepSummary& summary) {
  if (summary.is_first) return "  this is the first audit: there is nothing to compare it with\n";
  return "  changes since the last audit: " + counted(summary, Transition::kDriftOpened, "opened") + ", " +
         counted(summary, Transition::kDriftChanged, "changed") + ", " +
         counted(summary, Transition::kDriftClosed, "closed") + ", " + std::to_string(summary.grown) +
         " grew\n";
}

std::string overdue_line(const SweepSummary& summary) {
  std::string text;
  for (const Overdue& one : summary.overdue)
    text += (text.empty() ? "" : ", ") + one.target + " (" +
            (one.last_known ? "last " + date_of(*one.last_known) : std::string("never")) + ")";
  return text.empty() ? "" : "  not audited for long: " + text + "\n";
}

std::string ending_line(const SweepSummary& summary) {
  std::string text;
  for (const Ack& ack : summary.ending)
    text += (text.empty() ? "" : "; ") + ack.finding_key + " on " + ack.selector + " " +
            date_of(end_of(ack)) + " (" + ack.owner + ")";
  return text.empty() ? "" : "  acknowledgements about to end: " + text + "\n";
}

std::string head_line(const SweepSummary& summary) {
  std::string at = rfc3339(summary.started).substr(0, 16);
  at[10] = ' ';
  return "tenon audit  " + at + " UTC   " + pluralize(summary.targets, "target") + ", " +
         pluralize(static_cast<std::size_t>(summary.workers), "worker") + ", " +
         duration_text(summary.finished - summary.started) + "\n";
}

std::string exit_line(const SweepSummary& summary) {
  const int code = exit_code(summary);
  std::string why = code == 2 ? "drift" : "in sync";
  if (summary.targets == 0) why = "no target was audited";
  if (summary.not_audited > 0) why = pluralize(summary.not_audited, "target") + " unknown";
  return "exit " + std::to_string(code) + " (" + why + ")\n";
}

}  // namespace

std::string text_of(const SweepSummary& summary) {
  std::string text = head_line(summary);
  text += right(summary.in_sync, kCountWidth) + " in sync\n";
  if (summary.drift > 0)
    text += right(summary.drift, kCountWidth) + " drift in " + pluralize(summary.groups.size(), "group") +
            "\n" + group_lines(summary);
  text += acknowledged_lines(summary) + not_audited_line(summary) + changes_line(summary);
  return text + overdue_line(summary) + ending_line(summary) + exit_line(summary);
}

}  // namespace tenon
