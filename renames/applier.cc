// Carries out renames of tables and columns in an order that a database can follow.

#include "renames/applier.h"

#include <algorithm>

#include "model/dialect.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "renames/postgresql_catalog.h"

namespace tenon {

namespace {

bool is_table(const DataRename& rename) { return rename.column.empty(); }
bool is_flag(const DataRename& rename) { return rename.source.path.empty(); }
const Name& former(const DataRename& rename) { return is_table(rename) ? rename.table.name : rename.column; }

std::string spoken(const DataRename& rename) {
  return is_table(rename)
             ? "table " + to_string(rename.table) + " to " +
                   (rename.schema.empty() ? rename.to.text : to_string(name_after(rename)))
             : "column " + to_string(rename.table) + "." + rename.column.text + " to " + rename.to.text;
}

Error refusal(const DataRename& rename, const std::string& why) {
  if (is_flag(rename)) return {Fault::kUsage, "--rename: " + why};
  return {Fault::kDeclaration, to_string(rename.source) + ": " + why};
}

/// The renames that lead from `first` back to it, each taking the place of the next; empty: they do not.
std::vector<DataRename> circle(const DataRename& first, const std::vector<DataRename>& among) {
  std::vector<DataRename> found{first};
  while (found.size() <= among.size()) {
    const auto next =
        std::ranges::find_if(among, [&](const DataRename& one) { return is_next(found.back(), one); });
    if (next == among.end()) return {};
    if (*next == first) return found;
    found.push_back(*next);
  }
  return {};
}

/// Once it is done a circle looks as it did before, so a file that goes on saying it says nothing.
void demand_no_circle(const std::vector<DataRename>& wanted) {
  for (const DataRename& rename : wanted) {
    const std::vector<DataRename> all = circle(rename, wanted);
    if (all.size() < 2 || std::ranges::all_of(all, is_flag)) continue;
    std::string flags;
    for (const DataRename& one : all)
      flags +=
          " --rename '" +
          (is_table(one) ? "table:" + to_string(one.table) + "=" + to_string(name_after(one))
                         : "column:" + to_string(one.table) + "." + one.column.text + "=" + one.to.text) +
          "'";
    const auto in_file = std::ranges::find_if_not(all, is_flag);
    throw refusal(*in_file, spoken(*in_file) +
                                " is part of a circle of renames, and nobody can tell one that is done from "
                                "one that is not; take it out of the file, and say it once:" +
                                flags);
  }
}

std::string_view index_name(const Constraint& constraint) {
  const bool has_index =
      !std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint);
  return has_index ? std::string_view(name_of(constraint).text) : std::string_view();
}

}  // namespace

RenameApplier::RenameApplier(Catalog actual, RenamingDatabase database)
    : before_(actual), catalog_(std::move(actual)), database_(std::move(database)) {}

bool RenameApplier::has(const DataRename& rename, const Name& name) const {
  if (is_table(rename)) return find_table(catalog_, {rename.table.schema, name}) != nullptr;
  const Table* table = find_table(catalog_, rename.table);
  return table && find_column(*table, name);
}

bool RenameApplier::has_after(const DataRename& rename) const {
  return is_table(rename) ? find_table(catalog_, name_after(rename)) != nullptr : has(rename, rename.to);
}

std::vector<std::string> RenameApplier::names_beside(const DataRename& rename) const {
  std::vector<std::string> names;
  if (is_table(rename))
    for (const Table& table : catalog_.tables)
      if (table.name.schema == rename.table.schema) names.push_back(table.name.name.text);
  if (const Table* table = is_table(rename) ? nullptr : find_table(catalog_, rename.table))
    for (const Column& column : table->columns) names.push_back(column.name.text);
  return names;
}

void RenameApplier::carry_out(const std::vector<DataRename>& wanted) {
  demand_no_circle(wanted);
  std::vector<DataRename> pending;
  for (const DataRename& rename : wanted) {
    const bool is_there = has(rename, former(rename));
    if (!is_there && is_flag(rename))
      throw refusal(rename, "there is no " + spoken(rename) + " to be renamed" +
                                suggestion(former(rename).text, names_beside(rename)));
    if (is_there) pending.push_back(rename);
  }
  while (!pending.empty()) {
    auto next = std::ranges::find_if(pending, [&](const DataRename& one) { return !has_after(one); });
    if (next == pending.end()) next = break_rename_cycles(pending, wanted);
    if (next == pending.end()) continue;
    rename(*next);
    pending.erase(next);
  }
}

/// None of them has a free name to go to. One of a circle steps aside; what is in the way of others stays.
std::vector<DataRename>::iterator RenameApplier::break_rename_cycles(std::vector<DataRename>& pending,
                                                                     const std::vector<DataRename>& wanted) {
  for (auto at = pending.begin(); at != pending.end(); ++at) {
    if (circle(*at, pending).empty()) continue;
    const Name aside = free_name(*at);
    DataRename step = *at;
    step.to = aside;
    step.schema = {};
    carry(step);
    (is_table(*at) ? at->table.name : at->column) = aside;
    return std::ranges::find_if(pending, [&](const DataRename& one) { return !has_after(one); });
  }
  const DataRename stuck = pending.front();
  pending.erase(pending.begin());
  if (is_flag(stuck)) throw refusal(stuck, spoken(stuck) + " can not be renamed, as that is there already");
  const bool is_done =
      std::ranges::any_of(wanted, [&](const DataRename& one) { return is_next(one, stuck); });
  if (!is_done) notes_.push_back(spoken(stuck) + " is not renamed, as both are there; take out what says so");
  return pending.end();
}

Name RenameApplier::free_name(const DataRename& rename) const {
  for (std::size_t number = 1;; ++number) {
    Name name = catalog_.dialect->name_of("tenon_aside_" + std::to_string(number));
    if (!has(rename, name)) return name;
  }
}

/// A table that goes to another schema under another name goes by whichever of the two ways is free.
void RenameApplier::rename(const DataRename& wanted) {
  if (!is_table(wanted) || name_after(wanted).schema == wanted.table.schema) return carry(wanted);
  DataRename renamed = wanted;
  renamed.schema = {};
  DataRename moved = wanted;
  moved.to = wanted.table.name;
  if (wanted.to == wanted.table.name) return carry(moved);
  if (has_after(moved)) {
    if (has(renamed, renamed.to)) renamed.to = free_name(renamed);
    carry(renamed);
    moved.table.name = moved.to = renamed.to;
    carry(moved);
    if (moved.to == wanted.to) return;
  } else {
    carry(moved);
  }
  renamed.table = name_after(moved);
  renamed.to = wanted.to;
  carry(renamed);
}

void RenameApplier::demand_free_indexes(const DataRename& moved) const {
  const Table* table = find_table(catalog_, moved.table);
  for (const Table& there : catalog_.tables) {
    if (there.name.schema != moved.schema) continue;
    for (const Constraint& taken : there.constraints)
      for (const Constraint& constraint : table->constraints)
        if (!index_name(constraint).empty() && index_name(constraint) == index_name(taken))
          throw refusal(moved, "table " + to_string(moved.table) + " can not be moved to schema " +
                                   moved.schema.text + ": its " + std::string(index_name(constraint)) +
                                   " would meet that of table " + to_string(there.name) +
                                   "; rename one of the two first");
  }
}

void RenameApplier::carry(const DataRename& rename) {
  RenameStep step{rename.table, rename.column, rename.to};
  if (is_table(rename) && name_after(rename).schema != rename.table.schema) {
    demand_free_indexes(rename);
    step.schema = rename.schema;
    step.makes_schema =
        std::ranges::find(catalog_.schemas, step.schema, &Schema::name) == catalog_.schemas.end();
  }
  done_.push_back(step);
  catalog_ = sorted(database_ ? renamed_by_database(rename) : renamed_catalog(std::move(catalog_), step));
}

Catalog RenameApplier::renamed_by_database(const DataRename& last) const {
  RenamedCopy copy = database_(before_, done_);
  if (!copy.refusal.empty())
    throw Error(Fault::kRefused, spoken(last) + " can not be renamed, " + copy.refusal +
                                     "; drop or change that first, and make it again afterwards");
  return std::move(copy.catalog);
}

}  // namespace tenon
