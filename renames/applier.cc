// Carries out renames of tables, columns and sequences in an order that a database can follow.

#include "renames/applier.h"

#include <algorithm>

#include "model/dialect.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "renames/messages.h"
#include "renames/postgresql_catalog.h"

namespace tenon {

namespace {

const Name& former(const RenameStep& step) {
  return step.kind == Kind::kColumn ? step.column : step.object.name;
}

void set_former(RenameStep& step, const Name& name) {
  (step.kind == Kind::kColumn ? step.column : step.object.name) = name;
}

/// Whether the old name and the new one are one name to the database, as names that differ in case are to
/// SQLite.
bool changes_case_alone(const RenameStep& step) {
  return step.kind == Kind::kColumn ? step.column == step.to : step.object == name_after(step);
}

/// Whether the renames lead from `first` back to it, each taking the place of the next.
template <class T, class StepOf>
bool leads_back(const T& first, const std::vector<T>& among, const StepOf& step_of) {
  RenameStep last = step_of(first);
  for (std::size_t i = 0; i <= among.size(); ++i) {
    const auto next = std::ranges::find_if(among, [&](const T& one) { return is_next(last, step_of(one)); });
    if (next == among.end()) return false;
    if (step_of(*next) == step_of(first)) return true;
    last = step_of(*next);
  }
  return false;
}

std::string_view index_name(const Constraint& constraint) {
  const bool has_index =
      !std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint);
  return has_index ? std::string_view(name_of(constraint).text) : std::string_view();
}

/// The names of all relations that a sequence may meet.
std::set<QualifiedName> relations_of(const Catalog& catalog) {
  std::set<QualifiedName> names;
  for (const Sequence& sequence : catalog.sequences) names.insert(sequence.name);
  for (const UnmodelledObject& other : catalog.unmodelled) names.insert(other.name);
  for (const Table& table : catalog.tables) {
    names.insert(table.name);
    for (const Column& column : table.columns)
      if (column.identity) names.insert(*column.identity->sequence_name);
    for (const Constraint& constraint : table.constraints)
      if (!index_name(constraint).empty()) names.insert({table.name.schema, name_of(constraint)});
  }
  return names;
}

}  // namespace

RenameApplier::RenameApplier(Catalog actual, RenamingDatabase database)
    : before_(actual), catalog_(std::move(actual)), database_(std::move(database)) {}

bool RenameApplier::has(const RenameStep& step, const Name& name) const {
  if (step.kind == Kind::kSequence) return relations_.contains({step.object.schema, name});
  if (step.kind == Kind::kTable) return find_table(catalog_, {step.object.schema, name}) != nullptr;
  const Table* table = find_table(catalog_, step.object);
  return table && find_column(*table, name);
}

/// Whether another object has the name already. A column can change the case of its name by itself, a table
/// cannot (SQLite: "there is already another table or index with this name").
bool RenameApplier::is_taken(const RenameStep& step) const {
  if (step.kind == Kind::kColumn) return !changes_case_alone(step) && has(step, step.to);
  RenameStep after = step;
  after.object.schema = name_after(step).schema;
  return has(after, step.to);
}

/// Whether the object is called so, letter for letter.
bool RenameApplier::is_done(const RenameStep& step) const {
  if (step.kind == Kind::kTable) {
    const Table* table = find_table(catalog_, name_after(step));
    return table && table->name.name.text == step.to.text;
  }
  const Table* table = find_table(catalog_, step.object);
  const Column* column = table ? find_column(*table, step.to) : nullptr;
  return column && column->name.text == step.to.text;
}

std::vector<std::string> RenameApplier::names_beside(const DataRename& rename) const {
  std::vector<std::string> names;
  if (rename.column.empty())
    for (const Table& table : catalog_.tables)
      if (table.name.schema == rename.table.schema) names.push_back(table.name.name.text);
  if (const Table* table = rename.column.empty() ? nullptr : find_table(catalog_, rename.table))
    for (const Column& column : table->columns) names.push_back(column.name.text);
  return names;
}

void RenameApplier::carry_out(const std::vector<DataRename>& wanted) {
  require_no_circle(wanted);
  std::vector<Pending> pending;
  std::vector<DataRename> missing;
  for (const DataRename& rename : wanted) {
    const RenameStep step = step_of(rename);
    if (!has(step, former(step))) {
      if (!is_flag(rename)) continue;
      require_there(rename);
      missing.push_back(rename);
    } else if (!changes_case_alone(step) || !is_done(step)) {
      pending.push_back({step, rename});
    }
  }
  run(std::move(pending), [&](const Pending& stuck) { pass_over(stuck.said, wanted); });
  for (const DataRename& flag : missing) {
    require_there(flag);
    notes_.push_back(note_of_done(flag));
  }
}

void RenameApplier::carry_out_sequences(const std::vector<RenameStep>& sequences) {
  relations_ = relations_of(catalog_);
  std::vector<Pending> pending;
  for (const RenameStep& step : sequences) pending.push_back({step, {}});
  run(std::move(pending), [](const Pending&) {});
}

void RenameApplier::run(std::vector<Pending> pending, const OnStuck& on_stuck) {
  while (!pending.empty()) {
    const auto next = std::ranges::find_if(pending, [&](const Pending& one) { return !is_taken(one.step); });
    if (next != pending.end()) {
      rename(*next);
      if (!next->said.to.empty()) carried_.push_back(next->said);
      pending.erase(next);
    } else if (!break_circle(pending)) {
      on_stuck(pending.front());
      pending.erase(pending.begin());
    }
  }
}

/// None of them has a free name to go to. One of a circle steps aside; returns whether there is a circle.
bool RenameApplier::break_circle(std::vector<Pending>& pending) {
  const auto step = [](const Pending& one) { return one.step; };
  const auto found =
      std::ranges::find_if(pending, [&](const Pending& one) { return leads_back(one, pending, step); });
  if (found == pending.end()) return false;
  Pending aside = *found;
  aside.step.to = free_name(found->step);
  aside.step.schema = {};
  carry(aside);
  set_former(found->step, aside.step.to);
  return true;
}

/// What stands in the way of a rename stays. Where another rename of the same chain is done, so is this one.
void RenameApplier::pass_over(const DataRename& stuck, const std::vector<DataRename>& wanted) {
  const bool is_done = std::ranges::any_of(wanted, [&](const DataRename& one) {
    const RenameStep before = step_of(one);
    return is_next(before, step_of(stuck)) && !(is_flag(stuck) && has(before, former(before)));
  });
  if (is_flag(stuck)) {
    if (!is_done) throw refusal(stuck, spoken(stuck) + " can not be renamed, as that is there already");
    notes_.push_back(note_of_done(stuck));
  } else if (!is_done) {
    notes_.push_back(spoken(stuck) + " is not renamed, as both are there; take out what says so");
  }
}

/// The old name of a flag is not there: the new one must be, before and after all others are carried out.
void RenameApplier::require_there(const DataRename& flag) const {
  if (!is_taken(step_of(flag)))
    throw refusal(flag, "there is no " + spoken(flag) + " to be renamed" +
                            suggestion(former(step_of(flag)).text, names_beside(flag)));
}

Name RenameApplier::free_name(const RenameStep& step) const {
  for (std::size_t number = 1;; ++number) {
    Name name = catalog_.dialect->name_of("tenon_aside_" + std::to_string(number));
    if (!has(step, name)) return name;
  }
}

/// A table that goes to another schema under another name goes by whichever of the two ways is free.
void RenameApplier::rename(const Pending& wanted) {
  const RenameStep& step = wanted.step;
  if (step.kind != Kind::kTable || name_after(step).schema == step.object.schema) return carry(wanted);
  Pending renamed = wanted;
  renamed.step.schema = {};
  Pending moved = wanted;
  moved.step.to = step.object.name;
  if (step.to == step.object.name) return carry(moved);
  if (is_taken(moved.step)) {
    if (has(renamed.step, renamed.step.to)) renamed.step.to = free_name(renamed.step);
    carry(renamed);
    moved.step.object.name = moved.step.to = renamed.step.to;
    carry(moved);
    if (moved.step.to == step.to) return;
  } else {
    carry(moved);
  }
  renamed.step.object = name_after(moved.step);
  renamed.step.to = step.to;
  carry(renamed);
}

void RenameApplier::require_free_indexes(const Pending& moved) const {
  const RenameStep& step = moved.step;
  const Table* table = find_table(catalog_, step.object);
  for (const Table& there : catalog_.tables) {
    if (there.name.schema != step.schema) continue;
    for (const Constraint& taken : there.constraints)
      for (const Constraint& constraint : table->constraints)
        if (!index_name(constraint).empty() && index_name(constraint) == index_name(taken))
          throw refusal(moved.said, "table " + to_string(step.object) + " can not be moved to schema " +
                                        step.schema.text + ": its " + std::string(index_name(constraint)) +
                                        " would meet that of table " + to_string(there.name) +
                                        "; rename one of the two first");
  }
}

void RenameApplier::carry(const Pending& one) {
  RenameStep step = one.step;
  if (step.kind == Kind::kTable && name_after(step).schema != step.object.schema) {
    require_free_indexes(one);
    step.makes_schema =
        std::ranges::find(catalog_.schemas, step.schema, &Schema::name) == catalog_.schemas.end();
  } else {
    step.schema = {};
  }
  if (step.kind == Kind::kSequence) {
    relations_.erase(step.object);
    relations_.insert(name_after(step));
  }
  done_.push_back(step);
  catalog_ = sorted(database_ ? renamed_by_database(step) : renamed_catalog(std::move(catalog_), step));
}

Catalog RenameApplier::renamed_by_database(const RenameStep& last) const {
  RenamedCopy copy = database_(before_, done_);
  if (!copy.refusal.empty())
    throw Error(Fault::kRefused, spoken(last) + " can not be renamed, " + copy.refusal +
                                     "; drop or change that first, and make it again afterwards");
  return std::move(copy.catalog);
}

}  // namespace tenon
