// Words renames, and finds those that contradict each other.

#include "renames/messages.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tenon {

namespace {

bool is_table(const DataRename& rename) { return rename.column.empty(); }

/// The renames that lead from `first` back to it, each taking the place of the next; empty: they do not.
std::vector<DataRename> circle(const DataRename& first, const std::vector<DataRename>& among) {
  std::vector<DataRename> found{first};
  while (found.size() <= among.size()) {
    const auto next = std::ranges::find_if(
        among, [&](const DataRename& one) { return is_next(step_of(found.back()), step_of(one)); });
    if (next == among.end()) return {};
    if (*next == first) return found;
    found.push_back(*next);
  }
  return {};
}

/// "table public.a", "column public.t.a": what is renamed, under its old name.
std::string spoken_former(const DataRename& rename) {
  return is_table(rename) ? "table " + to_string(rename.table)
                          : "column " + to_string(rename.table) + "." + rename.column.text;
}

/// What it is to be called, as it is said of two.
std::string target(const DataRename& rename) {
  return is_table(rename) ? to_string(name_after(rename)) : rename.to.text;
}

bool is_same_target(const DataRename& one, const DataRename& other) { return target(one) == target(other); }

std::string where_said(const DataRename& rename) {
  return is_flag(rename) ? "by --rename '" + flag_text(rename) + "'" : "at " + to_string(rename.source);
}

}  // namespace

RenameStep step_of(const DataRename& rename) {
  const Kind kind = is_table(rename) ? Kind::kTable : Kind::kColumn;
  return {kind, rename.table, rename.column, rename.to, rename.schema};
}

bool is_flag(const DataRename& rename) { return rename.source.path.empty(); }

std::string spoken(const RenameStep& step) {
  if (step.kind == Kind::kColumn)
    return "column " + to_string(step.object) + "." + step.column.text + " to " + step.to.text;
  return std::string(to_string(step.kind)) + " " + to_string(step.object) + " to " +
         (step.schema.empty() ? step.to.text : to_string(name_after(step)));
}

std::string spoken(const DataRename& rename) { return spoken(step_of(rename)); }

std::string flag_text(const DataRename& rename) {
  return is_table(rename)
             ? "table:" + to_string(rename.table) + "=" + to_string(name_after(rename))
             : "column:" + to_string(rename.table) + "." + rename.column.text + "=" + rename.to.text;
}

Error refusal(const DataRename& rename, const std::string& why) {
  if (is_flag(rename)) return {Fault::kUsage, "--rename: " + why};
  return {Fault::kDeclaration, to_string(rename.source) + ": " + why};
}

std::string note_of_done(const DataRename& flag) {
  return "--rename " + flag_text(flag) + ": " + spoken(flag) + " is renamed already";
}

void require_no_circle(const std::vector<DataRename>& wanted) {
  for (const DataRename& rename : wanted) {
    const std::vector<DataRename> all = circle(rename, wanted);
    if (all.size() < 2 || std::ranges::all_of(all, is_flag)) continue;
    std::string flags;
    for (const DataRename& one : all) flags += " --rename '" + flag_text(one) + "'";
    const auto in_file = std::ranges::find_if_not(all, is_flag);
    throw refusal(*in_file, spoken(*in_file) +
                                " is part of a circle of renames, and nobody can tell one that is done from "
                                "one that is not; take it out of the file, and say it once:" +
                                flags);
  }
}

void require_one_name_each(const std::vector<DataRename>& wanted) {
  std::map<std::tuple<QualifiedName, Name>, const DataRename*> first;
  std::vector<std::string> faults;
  Fault fault = Fault::kDeclaration;
  for (const DataRename& rename : wanted) {
    const auto [at, is_new] = first.try_emplace({rename.table, rename.column}, &rename);
    if (is_new || is_same_target(*at->second, rename)) continue;
    const DataRename& other = is_flag(rename) ? rename : *at->second;
    const DataRename& one = is_flag(rename) ? *at->second : rename;
    if (is_flag(other)) fault = Fault::kUsage;
    faults.push_back(refusal(one, spoken_former(one) + " is said to be renamed to " + target(one) +
                                      ", and to " + target(other) + " " + where_said(other) +
                                      "; one of the two is something else: say it of one only")
                         .what());
  }
  if (!faults.empty()) throw Error(fault, faults);
}

}  // namespace tenon
