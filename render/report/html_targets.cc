// Writes what a document says of its targets as HTML: how many came to what, what changed, which could not be
// asked.

#include "render/report/html_targets.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "model/pluralize.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"

namespace tenon {

namespace {

/// Returns the class that gives a word about targets its colour; the word stands beside it.
std::string_view word_tone(const std::string& word) {
  static const std::map<std::string_view, std::string_view> kTones{
      {"not audited", "t-missing"}, {"outdated", "t-missing"}, {"drift", "t-change"}, {"opened", "t-change"},
      {"changed", "t-change"},      {"in sync", "t-good"},     {"closed", "t-good"}};
  const auto found = kTones.find(word);
  return found == kTones.end() ? "t-note" : found->second;
}

bool is_of_many(const ReportDocument& document) { return document.targets.size() > 1; }

/// A bar whose parts are as long as the numbers are large. The numbers stand below it, so it is not read out.
std::string share_bar(const ReportDocument& document) {
  std::string text = "<div class=\"shares\" aria-hidden=\"true\">";
  for (const DocumentCount& one : document.counts)
    text += "<span class=\"" + std::string(word_tone(one.word)) +
            "\" style=\"flex-grow:" + std::to_string(one.number) + "\"></span>";
  return text + "</div>\n";
}

std::string target_list(const std::vector<std::string>& targets) {
  std::string text = "<ul class=\"targets\">\n";
  for (const std::string& target : targets) text += "<li>" + html_code(target) + "</li>\n";
  return text + "</ul>\n";
}

/// Targets that could not be told for one reason.
struct Unanswered {
  std::string reason;
  std::vector<const DocumentTarget*> targets;
};

/// Returns the targets that could not be told by reason, or by reason and message, in the document's order.
std::vector<Unanswered> unanswered(const ReportDocument& document, bool by_message) {
  std::vector<Unanswered> all;
  std::map<std::pair<std::string, std::string>, std::size_t> indexes;
  for (const DocumentTarget& target : document.targets) {
    if (target.outcome != DocumentOutcome::kUnknown) continue;
    const auto [at, is_new] =
        indexes.try_emplace({target.reason, by_message ? target.message : ""}, all.size());
    if (is_new) all.push_back({target.reason, {}});
    all[at->second].targets.push_back(&target);
  }
  return all;
}

std::string reason_tag(const Unanswered& cause) {
  return "<span class=\"tag\">" + xml_text(cause.reason) + "</span> ";
}

std::vector<std::string> names_of(const Unanswered& cause) {
  std::vector<std::string> names;
  for (const DocumentTarget* target : cause.targets) names.push_back(target->name);
  return names;
}

/// What was said of each target, folded: the names stand above it.
std::string messages(const Unanswered& cause) {
  std::string text = "<details class=\"many\">\n<summary>why</summary>\n<ul>\n";
  for (const DocumentTarget* target : cause.targets)
    text += "<li>" + html_code(target->name) + " " + xml_text(target->message) + "</li>\n";
  return text + "</ul>\n</details>\n";
}

std::string headed(const std::string& id, const std::string& title, const std::string& body) {
  return "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + xml_text(title) + "</h2>\n" +
         body + "</section>\n";
}

}  // namespace

std::string html_counts(const ReportDocument& document) {
  if (document.counts.empty()) return "";
  const bool has_tones = is_of_many(document);
  std::string text = has_tones ? share_bar(document) : "";
  text += "<ul class=\"counts\">\n";
  for (const DocumentCount& one : document.counts)
    text += "<li" + (has_tones ? " class=\"" + std::string(word_tone(one.word)) + "\"" : "") + "><b>" +
            std::to_string(one.number) + "</b>" + xml_text(one.word) + "</li>\n";
  return text + "</ul>\n";
}

std::string html_changes(const ReportDocument& document) {
  if (document.changes_title.empty()) return "";
  std::string text = "<ul class=\"changes\">\n";
  for (const DocumentChange& change : document.changes) {
    text += "<li>";
    if (!change.word.empty())
      text += "<span class=\"tag " + std::string(word_tone(change.word)) + "\">" + xml_text(change.word) +
              "</span> ";
    text += xml_text(change.text) + "</li>\n";
  }
  text += "</ul>\n";
  return headed("changes", document.changes_title,
                document.changes.empty() ? "<p class=\"groups\">Nothing changed.</p>\n" : text);
}

std::string html_unanswered(const ReportDocument& document) {
  constexpr std::size_t kMostCauses = 6;
  const std::vector<Unanswered> causes = unanswered(document, true);
  if (causes.empty()) return "";
  std::string text = "<div class=\"entry t-missing causes\">\n";
  if (causes.size() <= kMostCauses)
    for (const Unanswered& cause : causes)
      text += "<div>\n<p>" + reason_tag(cause) + xml_text(cause.targets.front()->message) + "</p>\n" +
              (is_of_many(document) ? target_list(names_of(cause)) : "") + "</div>\n";
  else
    for (const Unanswered& cause : unanswered(document, false))
      text += "<div>\n<p>" + reason_tag(cause) + pluralize(cause.targets.size(), "target") + "</p>\n" +
              target_list(names_of(cause)) + messages(cause) + "</div>\n";
  return headed("unanswered", document.verb == "audit" ? "Not audited" : "Could not tell", text + "</div>\n");
}

std::string html_group_targets(const DocumentSection& section) {
  constexpr std::size_t kShown = 8;
  if (section.targets.empty()) return "";
  const std::string list = target_list(section.targets);
  if (section.targets.size() <= kShown) return list;
  const std::string brief = section.targets_text.empty() ? "" : ": " + xml_text(section.targets_text);
  return "<details class=\"many\">\n<summary>" + pluralize(section.targets.size(), "target") + brief +
         "</summary>\n" + list + "</details>\n";
}

std::string html_in_sync(const ReportDocument& document) {
  if (!is_of_many(document)) return "";
  std::set<std::string> told;
  for (const DocumentSection& section : document.sections)
    told.insert(section.targets.begin(), section.targets.end());
  std::vector<std::string> names;
  for (const DocumentTarget& target : document.targets)
    if (target.outcome == DocumentOutcome::kGood && !told.contains(target.name)) names.push_back(target.name);
  if (names.empty()) return "";
  return headed("insync", "In sync",
                "<details class=\"many\">\n<summary>" + pluralize(names.size(), "target") + "</summary>\n" +
                    target_list(names) + "</details>\n");
}

}  // namespace tenon
