// Writes the result of a name check as text for people.

#include "render/report/names_text.h"

#include <map>

#include "model/pluralize.h"
#include "model/to_string.h"
#include "model/visible.h"
#include "render/report/ansi_style.h"
#include "render/report/report_counts.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

std::string remark(const NameVerdict& name) {
  std::string text;
  if (name.by_server) text = "the server's name";
  if (name.is_cut) text += std::string(text.empty() ? "" : "; ") + "truncated to the server's limit";
  if (name.keeping == Keeping::kCollides)
    text += std::string(text.empty() ? "" : "; ") + "already the name of " + visible(name.collides_with);
  if (name.keeping == Keeping::kUnruled)
    text += std::string(text.empty() ? "" : "; ") + "the convention has no name for it";
  return text.empty() ? "" : "   " + text;
}

/// Lists the names that differ from the convention, and those that it does not cover, by table.
void print_names(std::string& out, const NamesReport& report, const Ink& ink) {
  std::string table;
  for (const NameVerdict& name : report.names) {
    if (name.keeping == Keeping::kKeeps || name.keeping == Keeping::kNameless ||
        name.keeping == Keeping::kChosen)
      continue;
    if (const std::string on = to_string(name.key.table_name()); on != table)
      out += ink.bold(visible(table = on)) + "\n";
    const char* mark = name.keeping == Keeping::kDiffers    ? ">"
                       : name.keeping == Keeping::kCollides ? "!"
                                                            : " ";
    out += std::string("  ") + mark + " " + padded(readable(name.key.kind), 11) + " " +
           visible(name.key.name.text) + (name.would_be.empty() ? "" : " -> " + visible(name.would_be)) +
           ink.dim(remark(name)) + "\n";
  }
}

std::string tables_summary(const NamesReport& report, const Ink& ink) {
  std::map<std::string, std::map<Keeping, std::size_t>> by_table;
  for (const NameVerdict& name : report.names) ++by_table[to_string(name.key.table_name())][name.keeping];
  std::vector<std::pair<std::string, std::string>> lines;
  for (auto& [table, kept] : by_table) {
    std::string text;
    for (const auto& [keeping, what] : {std::pair{Keeping::kDiffers, "to rename"},
                                        {Keeping::kCollides, "colliding"},
                                        {Keeping::kUnruled, "without a template"}})
      if (kept[keeping]) text += (text.empty() ? "" : ", ") + std::to_string(kept[keeping]) + " " + what;
    if (!text.empty()) lines.emplace_back(visible(table), text);
  }
  return aligned(lines, "table", ink);
}

std::string counts_text(const NamesReport& report) {
  const auto part = [&](Keeping keeping, const char* what) {
    const std::size_t n = count(report, keeping);
    return n ? ", " + std::to_string(n) + " " + what : std::string();
  };
  return pluralize(report.names.size(), "name") + ": " + std::to_string(count(report, Keeping::kKeeps)) +
         " by the convention" + part(Keeping::kDiffers, "to rename") + part(Keeping::kCollides, "colliding") +
         part(Keeping::kUnruled, "without a template") +
         part(Keeping::kNameless, "that the database does not store") +
         part(Keeping::kChosen, "that somebody chose and that stay");
}

}  // namespace

std::string names_text(const NamesReport& report, const ListStyle& style) {
  const Ink ink(style.color);
  std::string out = ink.bold(side_name(report.source)) + "\n";
  out += ink.dim("convention: " + visible(report.convention_from)) + "\n";
  for (const auto& [key, text] : report.convention.templates)
    out += ink.dim("  " + visible(key) + "  " + visible(text)) + "\n";
  out += notes_text(report.notes, ink) + "\n";
  const std::size_t before = out.size();
  if (style.summary)
    out += tables_summary(report, ink);
  else
    print_names(out, report, ink);
  if (out.size() > before) out += "\n";
  out += counts_text(report) + "\n";
  const int code = exit_code(report);
  const char* verdict = code == 2   ? "names differ from the convention"
                        : code == 0 ? "no name differs from the convention"
                                    : "no names to check";
  return out +
         ink.paint(code == 2   ? "31"
                   : code == 0 ? "32"
                               : "35",
                   verdict) +
         " (exit " + std::to_string(code) + ")\n";
}

std::string guess_text(const std::vector<GuessedTemplate>& guessed, const NamesReport& leftovers,
                       bool color) {
  const Ink ink(color);
  std::string out =
      ink.bold(side_name(leftovers.source)) + "\nthe convention that its names seem to follow:\n";
  for (const GuessedTemplate& one : guessed) {
    const bool is_taken = leftovers.convention.templates.contains(one.mnemonic);
    const std::size_t percent = one.of ? one.kept * 100 / one.of : 0;
    out += "  " + padded(one.mnemonic, 3) + padded(one.text.empty() ? "(none)" : visible(one.text), 60);
    if (one.of > 0)
      out += " " + std::to_string(one.kept) + " of " + std::to_string(one.of) + " (" +
             std::to_string(percent) + "%)" + (is_taken ? "" : "   too few to tell");
    if (one.by_server > 0)
      out += (one.of > 0 ? "; " : " ") + pluralize(one.by_server, "name") + " of the server's own";
    out += "\n";
  }
  out += "\n";
  const std::size_t before = out.size();
  print_names(out, leftovers, ink);
  if (out.size() > before) out += "\n";
  return out + counts_text(leftovers) + "\n";
}

}  // namespace tenon
