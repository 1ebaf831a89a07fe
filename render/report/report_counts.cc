// Counts findings by verb, kind and table for summaries.

#include "render/report/report_counts.h"

#include <algorithm>
#include <map>

#include "model/pluralize.h"
#include "model/to_string.h"
#include "model/visible.h"
#include "render/report/report_text.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

using Counted = std::map<std::string, std::vector<Finding>>;

std::vector<std::pair<std::string, std::string>> lines_of(const Counted& groups, Wording wording) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& [name, found] : groups)
    lines.emplace_back(visible(name), counts_text(summary(found), wording));
  return lines;
}

}  // namespace

std::string_view verb_word(FindingVerb verb, Wording wording) {
  return wording == Wording::kOps ? op_word(verb) : finding_word(verb);
}

std::vector<std::pair<FindingVerb, std::size_t>> by_verb(const Summary& counts) {
  return {{FindingVerb::kChange, counts.change},     {FindingVerb::kAdd, counts.add},
          {FindingVerb::kDrop, counts.drop},         {FindingVerb::kRename, counts.rename},
          {FindingVerb::kValidate, counts.validate}, {FindingVerb::kUnknown, counts.unknown}};
}

std::string counts_text(const Summary& counts, Wording wording) {
  std::string text;
  for (const auto& [verb, count] : by_verb(counts))
    if (count)
      text +=
          (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(verb_word(verb, wording));
  return text;
}

std::string findings_summary(const std::vector<Finding>& findings, Wording wording, const Ink& ink) {
  Counted by_kind;
  Counted by_table;
  for (const Finding& found : findings) {
    by_kind[readable(found.key.kind)].push_back(found);
    const bool on_table = found.key.kind == Kind::kTable || !found.key.table.empty();
    if (on_table) by_table[to_string(found.key.table_name())].push_back(found);
  }
  const std::string tables = aligned(lines_of(by_table, wording), "table", ink);
  return aligned(lines_of(by_kind, wording), "kind", ink) + (tables.empty() ? "" : "\n" + tables);
}

std::string aligned(const std::vector<std::pair<std::string, std::string>>& lines, const std::string& noun,
                    const Ink& ink) {
  constexpr std::size_t kMost = 20;
  constexpr std::size_t kWidest = 40;
  const std::size_t shown_lines = std::min(kMost, lines.size());
  std::size_t width = 0;
  for (std::size_t i = 0; i < shown_lines; ++i)
    width = std::max(width, std::min(kWidest, lines[i].first.size()));
  std::string out;
  for (std::size_t i = 0; i < shown_lines; ++i)
    out += "  " + ink.bold(padded(lines[i].first, width)) + "  " + lines[i].second + "\n";
  if (lines.size() > kMost)
    out += "  and " + pluralize(lines.size() - kMost, noun) + " more (-o json has all)\n";
  return out;
}

}  // namespace tenon
