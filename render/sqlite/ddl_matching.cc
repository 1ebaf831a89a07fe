#include "render/sqlite/ddl_matching.h"

#include <algorithm>

namespace tenon {

namespace {

using Alike = bool (*)(const SaidConstraint&, const SaidConstraint&);

bool same_under_one_name(const SaidConstraint& a, const SaidConstraint& b) {
  return a.means == b.means && a.name == b.name;
}
bool same(const SaidConstraint& a, const SaidConstraint& b) { return a.means == b.means; }
bool alike(const SaidConstraint& a, const SaidConstraint& b) { return a.core == b.core; }

void match(std::vector<std::size_t>& found, const std::vector<SaidConstraint>& those,
           const std::vector<SaidConstraint>& others, Alike is_alike) {
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

bool columns_are_wanted(const SaidTable& edited, const ThreeTables& three) {
  if (edited.columns.size() != three.wanted.columns.size()) return false;
  return std::ranges::all_of(edited.columns, [&](const SaidColumn& column) {
    const SaidColumn* wanted = find_column(three.wanted, column.name);
    const SaidColumn* was = find_column(three.was, column.name);
    const SaidColumn* stored = find_column(three.stored, column.name);
    if (!wanted) return false;
    return std::ranges::all_of(kSaidAttributes, [&](SaidAttribute SaidColumn::*part) {
      const std::string& means = (column.*part).means;
      const bool out_of_scope = was && stored && (was->*part).means == (wanted->*part).means;
      return means == (wanted->*part).means || (out_of_scope && means == (stored->*part).means);
    });
  });
}

bool constraints_are_wanted(const SaidTable& edited, const ThreeTables& three) {
  if (edited.constraints.size() != three.wanted.constraints.size()) return false;
  const auto wanted_of = matched(edited.constraints, three.wanted.constraints);
  const auto was_of = matched_exactly(three.wanted.constraints, three.was.constraints);
  for (std::size_t i = 0; i < edited.constraints.size(); ++i) {
    if (wanted_of[i] == kNoMatch) return false;
    const SaidConstraint& wanted = three.wanted.constraints[wanted_of[i]];
    const std::size_t was = was_of[wanted_of[i]];
    const bool out_of_scope = was != kNoMatch && three.was.constraints[was].name == wanted.name;
    const std::string& name = edited.constraints[i].name;
    const bool name_fits = name == wanted.name || wanted.name.empty() || (name.empty() && out_of_scope);
    if (!name_fits || (edited.constraints[i].means != wanted.means && !out_of_scope)) return false;
  }
  return true;
}

}  // namespace

std::vector<std::size_t> matched_exactly(const std::vector<SaidConstraint>& those,
                                         const std::vector<SaidConstraint>& others) {
  std::vector<std::size_t> found(those.size(), kNoMatch);
  match(found, those, others, same_under_one_name);
  match(found, those, others, same);
  return found;
}

std::vector<std::size_t> matched(const std::vector<SaidConstraint>& those,
                                 const std::vector<SaidConstraint>& others) {
  std::vector<std::size_t> found = matched_exactly(those, others);
  match(found, those, others, alike);
  return found;
}

const SaidColumn* find_column(const SaidTable& table, const std::string& name) {
  for (const SaidColumn& column : table.columns)
    if (column.name == name) return &column;
  return nullptr;
}

bool says_what_is_wanted(const SaidTable& edited, const ThreeTables& three) {
  const bool out_of_scope = three.was.options == three.wanted.options;
  return edited.name == three.wanted.name && columns_are_wanted(edited, three) &&
         constraints_are_wanted(edited, three) &&
         edited.options == (out_of_scope ? three.stored.options : three.wanted.options);
}

}  // namespace tenon
