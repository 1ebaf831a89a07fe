#include "plan/transition/inheritance.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/error.h"
#include "model/inheritance.h"

namespace tenon {

namespace {

std::string bound_of(const Table& table) {
  const std::string* bound = option(table.options, "partition_bound");
  return bound ? *bound : "";
}

}  // namespace

bool is_rebound(const TableFate& table) {
  return table.kept() && is_partition(*table.actual) && is_partition(*table.declared) &&
         table.actual->parents == table.declared->parents &&
         bound_of(*table.actual) != bound_of(*table.declared);
}

std::vector<QualifiedName> line_of(const Catalog& catalog, const QualifiedName& table) {
  std::vector<QualifiedName> line{table};
  for (const Table* at = find_table(catalog, table); at && is_partition(*at);) {
    if (line.size() > catalog.tables.size()) break;
    line.push_back(at->parents.front());
    at = find_table(catalog, line.back());
  }
  return line;
}

std::size_t parents_kept(const Table& actual, const Table& declared) {
  if (is_partition(actual) != is_partition(declared)) return 0;
  const auto differ = std::ranges::mismatch(actual.parents, declared.parents);
  return static_cast<std::size_t>(differ.in1 - actual.parents.begin());
}

Heirs::Heirs(const Fates& fates, const Catalog& actual) {
  for (const auto& table : actual.tables) {
    if (table.parents.empty()) continue;
    const TableFate* fate = fates.table(table.name);
    if (fate && !fate->declared) continue;
    const std::size_t kept = fate ? parents_kept(table, *fate->declared) : table.parents.size();
    auto& parents = parents_[table.name];
    parents.assign(table.parents.begin(), table.parents.begin() + static_cast<std::ptrdiff_t>(kept));
    for (const auto& parent : parents) children_[parent].push_back(&table);
  }
}

std::vector<const Table*> Heirs::of(const QualifiedName& parent) const {
  std::vector<const Table*> all;
  const auto found = children_.find(parent);
  if (found == children_.end()) return all;
  for (const Table* child : found->second) {
    if (std::ranges::find(all, child) != all.end()) continue;
    all.push_back(child);
    for (const Table* below : of(child->name))
      if (std::ranges::find(all, below) == all.end()) all.push_back(below);
  }
  return all;
}

const std::vector<QualifiedName>& Heirs::kept_parents(const QualifiedName& table) const {
  static const std::vector<QualifiedName> kNone;
  const auto found = parents_.find(table);
  return found == parents_.end() ? kNone : found->second;
}

namespace {

/// Goes through the tables that inherit, parents before children.
class Hander {
 public:
  Hander(Fates& fates, const Catalog& actual, const Heirs& heirs)
      : fates_(fates), actual_(actual), heirs_(heirs) {}

  void run() {
    for (const auto& table : actual_.tables)
      for (const auto& parent : heirs_.kept_parents(table.name)) keep_what_stays(table, parent);
    for (const auto& table : actual_.tables)
      if (!table.parents.empty()) visit(table);
    for (const auto& [name, fate] : fates_.tables) {
      if (!fate.kept()) continue;
      refuse_types_of_several(fate);
      refuse_making_anew(fate);
    }
    for (auto& [name, fate] : fates_.tables)
      if (fate.kept() && parents_differ(*fate.actual, *fate.declared)) relink(fate);
  }

 private:
  static bool parents_differ(const Table& actual, const Table& declared) {
    const std::size_t kept = parents_kept(actual, declared);
    return kept != actual.parents.size() || kept != declared.parents.size();
  }

  /// What the table keeps of a column that its parent drops, the parent alone drops.
  void keep_what_stays(const Table& table, const QualifiedName& parent) {
    const auto above = fates_.tables.find(parent);
    if (above == fates_.tables.end() || !above->second.kept()) return;
    const TableFate* fate = fates_.table(table.name);
    const Table& declared = fate && fate->declared ? *fate->declared : table;
    for (auto& [name, column] : above->second.columns) {
      const Column* own = find_column(table, name);
      if (column.declared || !own || own->inheritance != Inheritance::kInherited) continue;
      column.only = column.only || (find_column(declared, name) && !has_it(table, name));
    }
  }

  void visit(const Table& table) {
    if (!seen_.insert(table.name).second) return;
    for (const auto& parent : heirs_.kept_parents(table.name)) {
      if (const Table* above = find_table(actual_, parent)) visit(*above);
      const TableFate* fate = fates_.table(parent);
      if (!fate || !fate->kept()) continue;
      for (const auto& [name, column] : fate->columns) receive(table, column, name);
    }
  }

  /// What the fate of a parent's column does to the table's.
  void receive(const Table& table, const ColumnFate& from, const Name& name) {
    const Column* own = find_column(table, name);
    TableFate& fate = fates_.touch(table);
    if (!own && !fate.column(name))
      throw Error(Fault::kUnsupported, "column " + name.text + " of table " + shown(table.name) +
                                           " is handed down by a parent and cannot be missing");
    ColumnFate& column = own ? fate.touch(*own) : fate.columns[name];
    // What the table is to declare as well it gets first, by itself.
    if (!own && column.declared->inheritance == Inheritance::kMerged) return;
    if (!column.by_parents && own) {
      column.handed = *own;
      if (column.bared) column.handed->default_value.reset();
    }
    column.by_parents = true;
    column.handed = received(table, from, name, column.handed);
    if (column.handed && column.declared) refuse_disowning(fate, *column.handed, *column.declared);
  }

  static void refuse_disowning(const TableFate& table, const Column& now, const Column& wanted) {
    if (wanted.inheritance != Inheritance::kInherited || now.inheritance == Inheritance::kInherited) return;
    const std::string name = shown(table.declared->name);
    const std::string parent = shown(table.declared->parents.front());
    throw Error(Fault::kUnsupported,
                "column " + wanted.name.text + " of table " + name +
                    " is the table's own and cannot become one that its parent alone hands down; let it be "
                    "both: in a declaration the table names the column as well, in a database ALTER TABLE " +
                    name + " NO INHERIT " + parent + " and INHERIT " + parent + " once more make it so");
  }

  std::optional<Column> received(const Table& table, const ColumnFate& from, const Name& name,
                                 const std::optional<Column>& now) const {
    if (!now || from.replaced)
      return from.declared ? std::optional(inherited_column(*from.declared, table)) : std::nullopt;
    if (!from.declared)
      return from.only ? after_detaching(*now) : after_parents_drop(*now, table, has_it(table, name));
    // What reaches the parent from its own parents goes on to the table; then what it is altered to besides.
    const Column& reached = from.by_parents && from.handed ? *from.handed : *from.declared;
    if (from.actual && from.detours())
      return after_parents_change(
          after_parents_change(after_parents_change(*now, *from.actual, from.meanwhile()), from.meanwhile(),
                               reached),
          reached, *from.declared);
    Column column =
        from.actual ? after_parents_change(*now, *from.actual, reached) : after_attaching(*now, table);
    if (from.recast && from.actual)
      column = after_parents_recast(std::move(column), *from.actual, reached.default_value);
    return after_parents_change(std::move(column), reached, *from.declared);
  }

  /// Whether a parent that is kept hands the column down afterwards.
  bool has_it(const Table& table, const Name& name) const {
    return std::ranges::any_of(heirs_.kept_parents(table.name), [&](const QualifiedName& parent) {
      const TableFate* fate = fates_.table(parent);
      const Table* above = fate ? fate->declared : find_table(actual_, parent);
      return above && find_column(*above, name);
    });
  }

  /// The server changes a column's type from one table downwards, and not where another hands it down, too.
  void refuse_types_of_several(const TableFate& table) const {
    for (const auto& [name, column] : table.columns) {
      if (!column.actual || !column.declared || column.replaced || column.by_parents) continue;
      if (!column.retyped() && !column.recast) continue;
      const std::vector<const Table*> heirs = heirs_.of(table.actual->name);
      for (const Table* heir : heirs)
        for (const auto& parent : heirs_.kept_parents(heir->name))
          if (const Table* above = find_table(actual_, parent); above && find_column(*above, name))
            if (parent != table.actual->name && std::ranges::find(heirs, above) == heirs.end())
              throw Error(Fault::kUnsupported,
                          "the type of column " + name.text + " cannot change in table " +
                              shown(table.actual->name) + ": table " + shown(heir->name) + " has it from " +
                              shown(parent) + " as well; let it inherit from one of them only (ALTER TABLE " +
                              shown(heir->name) + " NO INHERIT " + shown(parent) +
                              "), change the type, and let it inherit again");
    }
  }

  /// A table cannot drop what a parent hands down, be it to add it again at once.
  void refuse_making_anew(const TableFate& table) const {
    for (const auto& [name, column] : table.columns) {
      if (!column.replaced || !column.declared) continue;
      for (const auto& parent : heirs_.kept_parents(table.actual->name)) {
        const Table* above = find_table(actual_, parent);
        const TableFate* fate = fates_.table(parent);
        const ColumnFate* from = fate ? fate->column(name) : nullptr;
        if (!above || !find_column(*above, name) || (from && from->goes())) continue;
        throw Error(Fault::kUnsupported,
                    "column " + name.text + " of table " + shown(table.actual->name) +
                        " would have to be made anew, as it is computed from what changes, and cannot be: " +
                        shown(parent) + " hands it down; let the table part from it (ALTER TABLE " +
                        shown(table.actual->name) + " NO INHERIT " + shown(parent) +
                        "), migrate, and let it inherit again");
      }
    }
  }

  /// A table that changes parents: its columns are its own in between.
  void relink(TableFate& table) {
    for (const auto& column : table.declared->columns) {
      const Column* before = find_column(*table.actual, column.name);
      if (!before || before->inheritance == column.inheritance) continue;
      refuse_disowning(table, *before, column);
      ColumnFate& fate = table.touch(*before);
      if (!fate.by_parents) fate.handed = *before;
      fate.by_parents = true;
      if (fate.handed) fate.handed = after_detaching(*fate.handed);
    }
  }

  Fates& fates_;
  const Catalog& actual_;
  const Heirs& heirs_;
  std::set<QualifiedName> seen_;
};

}  // namespace

void hand_down(Fates& fates, const Catalog& actual, const Heirs& heirs) {
  Hander(fates, actual, heirs).run();
}

}  // namespace tenon
