// The text of a nightly summary: groups first, what is new, what has gone, what is not audited and since
// when.

#include <algorithm>
#include <string_view>
#include <utility>

#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "audit/summary.h"
#include "model/pluralize.h"
#include "model/visible.h"

namespace tenon {

namespace {

constexpr std::size_t kCountWidth = 5;
constexpr std::size_t kWidestPhrases = 60;  ///< what is longer does not push the others to the right
constexpr std::size_t kMostListed = 5;

/// Returns how many characters a text of UTF-8 has.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t length = characters(text);
  return length >= width ? text : text + std::string(width - length, ' ');
}

std::string right(std::size_t count, std::size_t width) {
  const std::string text = std::to_string(count);
  return text.size() >= width ? text : std::string(width - text.size(), ' ') + text;
}

/// Joins the first few of many texts, and says how many there are more.
std::string first_of(const std::vector<std::string>& texts, const std::string& separator) {
  std::string all;
  for (std::size_t i = 0; i < std::min(texts.size(), kMostListed); ++i)
    all += (i == 0 ? "" : separator) + texts[i];
  return texts.size() > kMostListed ? all + separator + std::to_string(texts.size() - kMostListed) + " more"
                                    : all;
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
          visible(brief(group.phrases)), visible(short_list(group.targets))};
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
    what = std::max(what, std::min(kWidestPhrases, characters(lines.back().what)));
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
            "  " + visible(group.ack.reason + " (" + group.ack.owner + ")") + "\n";
  return text;
}

/// Returns `edge-01, edge-02: connection refused (4 attempts)`.
std::string cause_line(const NotAuditedGroup& group) {
  const std::string& why = group.message.empty() ? reason_in_words(group.reason) : group.message;
  std::string text = visible(short_list(group.targets) + ": " + why);
  if (group.attempts > 1) text += " (" + pluralize(static_cast<std::size_t>(group.attempts), "attempt") + ")";
  return text + "\n";
}

/// Returns `13 more: cannot be reached` for the groups of one reason that are too many to be listed.
std::string rest_line(const std::string& reason, std::size_t targets) {
  return targets == 0 ? "" : "      " + std::to_string(targets) + " more: " + reason_in_words(reason) + "\n";
}

std::string not_audited_lines(const SweepSummary& summary) {
  if (summary.failures.empty()) return "";
  std::string text = right(summary.not_audited, kCountWidth) + " NOT AUDITED";
  if (summary.failures.size() == 1) return text + ": " + cause_line(summary.failures.front());
  text += "\n";
  std::string reason;
  std::size_t listed = 0;
  std::size_t left = 0;
  for (const NotAuditedGroup& group : summary.failures) {
    if (group.reason != reason) {
      text += rest_line(reason, std::exchange(left, 0));
      reason = group.reason;
      listed = 0;
    }
    if (++listed > kMostListed)
      left += group.targets.size();
    else
      text += "      " + cause_line(group);
  }
  return text + rest_line(reason, left);
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
                                        : visible(short_list(targets_of(*group)))) +
             (group->reason == kEndedAsGone ? ", no longer there" : "");
  return text + " (" + which + ")";
}

std::string changes_line(const SweepSummary& summary) {
  if (summary.is_first) return "  this is the first audit: there is nothing to compare it with\n";
  return "  changes since the last audit: " + counted(summary, Transition::kDriftOpened, "opened") + ", " +
         counted(summary, Transition::kDriftChanged, "changed") + ", " +
         counted(summary, Transition::kDriftClosed, "closed") + ", " + std::to_string(summary.grown) +
         " grew\n";
}

/// Returns `  no longer there: t-1, t-2 (in sync when last audited)`, a line a last state.
std::string gone_lines(const SweepSummary& summary) {
  std::string text;
  for (const GroupTransition& group : summary.transitions)
    if (group.transition == Transition::kTargetGone)
      text += "  no longer there: " + visible(short_list(targets_of(group))) + " (" +
              visible(group.members.front().message) + ")\n";
  return text;
}

/// Returns `  outdated: edge-07, north`: those whose last result has just become too old.
std::string outdated_line(const SweepSummary& summary) {
  std::vector<std::string> all;
  for (const GroupTransition& group : summary.transitions)
    if (group.transition == Transition::kAuditStale)
      for (const std::string& target : targets_of(group)) all.push_back(target);
  std::ranges::sort(all);
  return all.empty() ? "" : "  outdated: " + visible(short_list(all)) + "\n";
}

std::string overdue_line(const SweepSummary& summary) {
  std::vector<std::string> all;
  for (const Overdue& one : summary.overdue)
    all.push_back(visible(one.target) + " (" +
                  (one.last_known ? "last " + date_of(*one.last_known) : std::string("never")) + ")");
  return all.empty() ? "" : "  not audited for long: " + first_of(all, ", ") + "\n";
}

std::string ending_line(const SweepSummary& summary) {
  std::vector<std::string> all;
  for (const Ack& ack : summary.ending)
    all.push_back(visible(ack.finding_key + " on " + ack.selector + " " + date_of(end_of(ack)) + " (" +
                          ack.owner + ")"));
  return all.empty() ? "" : "  acknowledgements about to end: " + first_of(all, "; ") + "\n";
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
  if (summary.passing > 0 && code == 0)
    why = "drift that fail_on = " + std::string(to_string(summary.fail_on)) + " lets pass";
  else if (code == 0 && summary.acknowledged > 0)
    why = summary.in_sync > 0 ? "in sync or acknowledged" : "acknowledged";
  if (code == 1) why = "of " + pluralize(summary.partial, "target") + " not everything could be told";
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
  text += acknowledged_lines(summary) + not_audited_lines(summary) + changes_line(summary);
  text += gone_lines(summary);
  return text + outdated_line(summary) + overdue_line(summary) + ending_line(summary) + exit_line(summary);
}

}  // namespace tenon
