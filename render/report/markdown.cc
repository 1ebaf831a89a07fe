// Writes a document as Markdown of GitHub and GitLab: a comment on a change, or the summary of a job.

#include "render/report/markdown.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <utility>

#include "model/pluralize.h"
#include "model/redaction.h"
#include "render/report/markdown_text.h"

namespace tenon {

namespace {

constexpr std::size_t kBesideLimit = 6'000;  ///< of what stands beside the findings, each
constexpr std::size_t kFixLimit = 2'000;
constexpr std::size_t kScriptShare =
    16'384;  ///< that findings leave to a script; it takes more where there is

/// Returns the hidden line by which a comment is found again.
std::string sticky_marker(const ReportDocument& document) {
  std::string subject = percent_encoded(document.subject.substr(0, 400), "/._~:@*=");
  return "<!-- tenon:" + document.verb + ":" + subject + " -->\n";
}

/// Joins lines as long as they fit, and says how many do not. `line` makes the line of a number.
std::string lines_within(std::size_t count, std::size_t limit, const std::string& noun,
                         const std::function<std::string(std::size_t)>& line) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string next = line(i);
    if (out.size() + next.size() > limit) return out + "\nand " + pluralize(count - i, noun) + " more\n";
    out += next;
  }
  return out;
}

std::string foldable(const std::string& summary, const std::string& body) {
  return body.empty() ? "" : "\n<details><summary>" + summary + "</summary>\n\n" + body + "\n</details>\n";
}

std::string head(const ReportDocument& document) {
  std::string text =
      sticky_marker(document) + "### tenon " + document.verb + ": " + markdown_prose(document.title) + "\n\n";
  for (const DocumentSide& side : document.sides)
    text += (&side == &document.sides.front() ? "" : ", ") + side.label + " " + markdown_code(side.text);
  if (!document.sides.empty()) text += "\n\n";
  std::string counts;
  for (const DocumentCount& one : document.counts)
    counts += (counts.empty() ? "" : ", ") + std::to_string(one.number) + " " + markdown_prose(one.word);
  return text + (counts.empty() ? "" : "**" + counts + "**\n\n");
}

std::string unanswered(const ReportDocument& document) {
  std::vector<const DocumentTarget*> unknown;
  for (const DocumentTarget& target : document.targets)
    if (target.outcome == DocumentOutcome::kUnknown) unknown.push_back(&target);
  if (unknown.empty()) return "";
  const std::string word = document.verb == "audit" ? "not audited" : "could not tell";
  return lines_within(unknown.size(), kBesideLimit, "target",
                      [&](std::size_t i) {
                        return "- **" + word + "** " + markdown_code(unknown[i]->name) + ": " +
                               markdown_prose(unknown[i]->message) + "\n";
                      }) +
         "\n";
}

std::string change_lines(const ReportDocument& document) {
  if (document.changes_title.empty()) return "";
  if (document.changes.empty()) return document.changes_title + ": nothing changed\n\n";
  return document.changes_title + ":\n\n" +
         lines_within(document.changes.size(), kBesideLimit, "change",
                      [&](std::size_t i) {
                        const DocumentChange& change = document.changes[i];
                        return "- " + (change.word.empty() ? "" : "**" + change.word + "** ") +
                               markdown_prose(change.text) + "\n";
                      }) +
         "\n";
}

bool has_sides(const DocumentEntry& entry) { return !entry.declared.empty() || !entry.actual.empty(); }

/// Whether the table of a document has a column for each side.
bool is_two_sided(const ReportDocument& document) {
  return std::ranges::any_of(document.sections, [](const DocumentSection& section) {
    return std::ranges::any_of(section.entries, has_sides);
  });
}

std::string capitalized(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() -= 'a' - 'A';
  return text;
}

std::string table_head(const ReportDocument& document, bool two_sided) {
  return "| | Object | " +
         (two_sided ? capitalized(document.declared_label) + " | " + capitalized(document.actual_label)
                    : std::string("What | Fix")) +
         " |\n|---|---|---|---|\n";
}

std::string object_cell(const DocumentEntry& entry) {
  std::string text = entry.kind + " " +
                     (entry.former_name.empty() ? "" : markdown_code(entry.former_name) + " → ") +
                     markdown_code(entry.name);
  if (!entry.table.empty() && entry.kind != "table") text += " on " + markdown_code(entry.table);
  if (!entry.place.path.empty())
    text += "<br>" + markdown_code(entry.place.path + ":" + std::to_string(entry.place.line));
  return text;
}

std::string side_cell(const std::string& definition, const DocumentEntry& entry,
                      std::string DocumentAttribute::*of_attribute) {
  if (!definition.empty()) return markdown_code(definition);
  std::string text;
  if (!has_sides(entry))
    for (const DocumentAttribute& one : entry.attributes)
      text +=
          (text.empty() ? "" : "<br>") + markdown_prose(one.name) + " " + markdown_code(one.*of_attribute);
  return text.empty() ? "–" : text;
}

std::string row(const DocumentEntry& entry, bool two_sided) {
  std::string text = "| **" + markdown_prose(entry.word) + "** | " + object_cell(entry);
  if (!two_sided)
    return text + " | " + markdown_prose(entry.message) +
           (entry.meaning.empty() ? "" : "<br>*" + markdown_prose(entry.meaning) + "*") + " | " +
           markdown_code(entry.fix) + " |\n";
  if (!entry.message.empty()) text += "<br>" + markdown_prose(entry.message);
  if (!entry.meaning.empty()) text += "<br>*" + markdown_prose(entry.meaning) + "*";
  return text + " | " + side_cell(entry.declared, entry, &DocumentAttribute::declared) + " | " +
         side_cell(entry.actual, entry, &DocumentAttribute::actual) + " |\n";
}

/// The heading of a section that has targets of its own, and what is said of them.
std::string group_head(const DocumentSection& section) {
  std::string text = "#### " +
                     (section.is_named ? markdown_code(section.title) : markdown_prose(section.title)) +
                     extent(section);
  for (const std::string& word : section.words) text += " **" + markdown_prose(word) + "**";
  text += "\n\n";
  if (!section.says.empty()) text += markdown_prose(section.says) + "  \n";
  for (const std::string& line : section.lines) text += markdown_prose(line) + "  \n";
  return text +
         lines_within(section.targets.size(), 600, "target",
                      [&](std::size_t i) { return (i ? ", " : "") + markdown_code(section.targets[i]); }) +
         "\n\n";
}

/// An entry, and the section that it begins; nullptr: it is not the first.
struct Row {
  const DocumentEntry* entry;
  const DocumentSection* begins;
};

std::vector<Row> rows_of(const ReportDocument& document) {
  std::vector<Row> all;
  for (const DocumentSection& section : document.sections)
    for (const DocumentEntry& entry : section.entries)
      all.push_back({&entry, &entry == &section.entries.front() ? &section : nullptr});
  return all;
}

/// Returns the rows that fit; what stands before a section or a table belongs to its first row.
std::string findings_within(const ReportDocument& document, std::size_t limit) {
  const bool two_sided = is_two_sided(document);
  const std::vector<Row> rows = rows_of(document);
  return lines_within(rows.size(), limit, "finding", [&](std::size_t i) {
    const bool is_group = rows[i].begins && !rows[i].begins->targets.empty();
    return (is_group ? (i ? "\n" : "") + group_head(*rows[i].begins) : std::string()) +
           (is_group || i == 0 ? table_head(document, two_sided) : "") + row(*rows[i].entry, two_sided);
  });
}

std::string consequence_lines(const ReportDocument& document) {
  return lines_within(document.consequences.size(), kBesideLimit, "consequence", [&](std::size_t i) {
    const DocumentEntry& one = document.consequences[i];
    return "- " + markdown_prose(one.word) + " " + object_cell(one) + ": " + markdown_prose(one.message) +
           "\n";
  });
}

std::string note_lines(const ReportDocument& document) {
  return lines_within(document.notes.size(), kBesideLimit, "note",
                      [&](std::size_t i) { return "- " + markdown_prose(document.notes[i]) + "\n"; });
}

/// Returns the whole lines of a text that fit as a block.
std::string lines_of_block(const std::string& text, std::size_t limit) {
  std::size_t size = std::min(text.size(), limit);
  while (size > 0) {
    const auto end = size == text.size() ? size : text.rfind('\n', size - 1) + 1;  // 0: there is none
    const std::size_t taken = markdown_block(text.substr(0, end), "sql").size();
    if (taken <= limit) return text.substr(0, end);
    size = std::min(end - 1, end * limit / taken);  // what is escaped is longer
  }
  return "";
}

/// Returns the script of a document, cut after a line, and says so.
std::string script_within(const DocumentScript& script, std::size_t limit) {
  constexpr std::size_t kFrame = 200;  // the fold, and the note on what is cut
  const std::size_t frame = kFrame + script.title.size();
  if (script.text.empty() || limit < frame) return "";
  const std::string shown = lines_of_block(script.text, limit - frame);
  const auto lines = static_cast<std::size_t>(std::ranges::count(script.text, '\n'));
  const auto left = lines - static_cast<std::size_t>(std::ranges::count(shown, '\n'));
  return foldable(script.title,
                  (shown.empty() ? "" : markdown_block(shown, "sql")) +
                      (left == 0 ? ""
                                 : "\ncut: " + pluralize(left, "line") + " of " + std::to_string(lines) +
                                       " left out; `-o sql` has all\n"));
}

std::string tail(const ReportDocument& document) {
  const std::string& reason = document.script.why;
  const std::string why = reason.empty() ? "" : markdown_prose(reason) + "\n";
  std::string text = foldable(document.script.title, why) +
                     foldable("The migration also does this", consequence_lines(document)) +
                     foldable(pluralize(document.notes.size(), "note"), note_lines(document));
  if (!document.fix.empty() && document.fix.size() <= kFixLimit)
    text += "\nFix:\n\n" + markdown_block(document.fix);
  if (!document.looked_at.empty()) text += "\n" + markdown_prose(document.looked_at) + ". ";
  return text + (document.looked_at.empty() ? "\n" : "") + markdown_prose(document.verdict) + " (exit " +
         std::to_string(document.exit_code) + ")\n";
}

}  // namespace

std::string markdown(const ReportDocument& document) {
  constexpr std::size_t kReserve = 200;  // for the line that says how many are left out
  const std::string before = head(document) + change_lines(document) + unanswered(document);
  const std::string after = tail(document);
  const std::size_t used = before.size() + after.size() + kReserve;
  const std::size_t left = kMarkdownLimit > used ? kMarkdownLimit - used : 0;
  const std::size_t wanted = document.script.text.empty() ? 0 : document.script.text.size() + 2 * kReserve;
  const std::size_t share = std::min({left, kScriptShare, wanted});
  const std::string findings = findings_within(document, left - share);
  const std::size_t free = left > findings.size() ? left - findings.size() : 0;
  std::string text = before + findings + script_within(document.script, free) + after;
  assert(text.size() < kMarkdownLimit);
  return text;
}

}  // namespace tenon
