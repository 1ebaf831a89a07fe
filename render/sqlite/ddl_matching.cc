// Matches columns and constraints of parsed CREATE TABLE texts.

#include "render/sqlite/ddl_matching.h"

#include <algorithm>

namespace tenon {

namespace {

using Alike = bool (*)(const ParsedConstraint&, const ParsedConstraint&);

bool same_under_one_name(const ParsedConstraint& a, const ParsedConstraint& b) {
  return a.canonical == b.canonical && a.name == b.name;
}
bool same(const ParsedConstraint& a, const ParsedConstraint& b) { return a.canonical == b.canonical; }
bool alike(const ParsedConstraint& a, const ParsedConstraint& b) { return a.identity == b.identity; }

void match(std::vector<std::size_t>& found, const std::vector<ParsedConstraint>& those,
           const std::vector<ParsedConstraint>& others, Alike is_alike) {
  for (std::size_t i = 0; i < those.size(); ++i) {
    if (found[i] != kNoMatch) continue;
    for (std::size_t j = 0; j < others.size(); ++j) {
      const bool taken = std::ranges::find(found, j) != found.end();
      if (taken || !is_alike(those[i], others[j])) continue;
      found[i] = j;
      break;
    }
  }
}

bool columns_are_wanted(const ParsedTable& edited, const RebuildTexts& three) {
  if (edited.columns.size() != three.wanted.columns.size()) return false;
  return std::ranges::all_of(edited.columns, [&](const ParsedColumn& column) {
    const ParsedColumn* wanted = find_column(three.wanted, column.name);
    const ParsedColumn* was = find_column(three.was, column.name);
    const ParsedColumn* stored = find_column(three.stored, column.name);
    if (!wanted) return false;
    return std::ranges::all_of(kParsedAttributes, [&](ParsedAttribute ParsedColumn::*part) {
      const std::string& canonical = (column.*part).canonical;
      const bool out_of_scope = was && stored && (was->*part).canonical == (wanted->*part).canonical;
      return canonical == (wanted->*part).canonical ||
             (out_of_scope && canonical == (stored->*part).canonical);
    });
  });
}

bool constraints_are_wanted(const ParsedTable& edited, const RebuildTexts& three) {
  if (edited.constraints.size() != three.wanted.constraints.size()) return false;
  const auto wanted_of = matched(edited.constraints, three.wanted.constraints);
  const auto was_of = matched_exactly(three.wanted.constraints, three.was.constraints);
  for (std::size_t i = 0; i < edited.constraints.size(); ++i) {
    if (wanted_of[i] == kNoMatch) return false;
    const ParsedConstraint& wanted = three.wanted.constraints[wanted_of[i]];
    const std::size_t was = was_of[wanted_of[i]];
    const bool out_of_scope = was != kNoMatch && three.was.constraints[was].name == wanted.name;
    const std::string& name = edited.constraints[i].name;
    const bool name_fits = name == wanted.name || wanted.name.empty() || (name.empty() && out_of_scope);
    if (!name_fits || (edited.constraints[i].canonical != wanted.canonical && !out_of_scope)) return false;
  }
  return true;
}

}  // namespace

std::vector<std::size_t> matched_exactly(const std::vector<ParsedConstraint>& those,
                                         const std::vector<ParsedConstraint>& others) {
  std::vector<std::size_t> found(those.size(), kNoMatch);
  match(found, those, others, same_under_one_name);
  match(found, those, others, same);
  return found;
}

std::vector<std::size_t> matched(const std::vector<ParsedConstraint>& those,
                                 const std::vector<ParsedConstraint>& others) {
  std::vector<std::size_t> found = matched_exactly(those, others);
  match(found, those, others, alike);
  return found;
}

const ParsedColumn* find_column(const ParsedTable& table, const std::string& name) {
  for (const ParsedColumn& column : table.columns)
    if (column.name == name) return &column;
  return nullptr;
}

bool matches_wanted(const ParsedTable& edited, const RebuildTexts& three) {
  const bool out_of_scope = three.was.options == three.wanted.options;
  return edited.name == three.wanted.name && columns_are_wanted(edited, three) &&
         constraints_are_wanted(edited, three) &&
         edited.options == (out_of_scope ? three.stored.options : three.wanted.options);
}

}  // namespace tenon
