// Finds two objects of one name in the draft where the database or a comparison needs them to differ; the
// output is faults.

#include <algorithm>
#include <map>
#include <tuple>

#include "declare/json/passes.h"
#include "model/change.h"

namespace tenon {

namespace {

/// An object with a name, and the name space in which that must be unique.
struct Named {
  std::string space;
  Name schema;
  Name table;
  Name name;
  std::string what;  ///< for messages: "index ix_a of table t"
  Source source;
};

std::string what(const Constraint& constraint, const Table& table) {
  std::string kind(to_string(kind_of(constraint)));
  std::ranges::replace(kind, '_', ' ');
  return kind + " " + name_of(constraint).text + " of table " + to_string(table.name);
}

/// Tells whether a constraint shares the name space of tables: an index does, and so does a constraint that
/// owns one, in a dialect that gives the index its name.
bool is_relation(const Constraint& constraint, const Dialect& dialect) {
  if (std::holds_alternative<Index>(constraint)) return true;
  const bool owns_index =
      !std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint);
  return owns_index && dialect.keys_name_their_index;
}

/// Even if the database allows equal names, a comparison identifies constraints of one kind by their names.
std::string constraint_space(const Constraint& constraint, const Dialect& dialect) {
  return dialect.names_constraints ? "constraint" : std::string(to_string(kind_of(constraint)));
}

class Collector {
 public:
  Collector(const Dialect& dialect, Faults& faults) : dialect_(dialect), faults_(faults) {}

  void add(Named thing) {
    if (thing.name.empty()) return;
    all_.push_back(std::move(thing));
  }

  void add(const Constraint& constraint, const Table& table) {
    const std::string said = what(constraint, table);
    const Source& source = source_of(constraint);
    if (is_relation(constraint, dialect_))
      add({"relation", table.name.schema, {}, name_of(constraint), said, source});
    if (!std::holds_alternative<Index>(constraint))
      add({constraint_space(constraint, dialect_), table.name.schema, table.name.name, name_of(constraint),
           said, source});
  }

  /// Reports the later of two as the fault, which names the first.
  void report() {
    std::ranges::stable_sort(all_, [](const Named& a, const Named& b) {
      return std::tie(a.source.path, a.source.line, a.source.column) <
             std::tie(b.source.path, b.source.line, b.source.column);
    });
    std::map<std::tuple<std::string, Name, Name, Name>, const Named*> first;
    const Named* last = nullptr;
    for (const auto& thing : all_) {
      const auto [at, is_new] =
          first.emplace(std::tie(thing.space, thing.schema, thing.table, thing.name), &thing);
      const bool said = last && last->source == thing.source && last->what == thing.what;
      if (is_new || said) continue;
      last = &thing;
      faults_.add(thing.source, thing.what + " has the name of " + at->second->what + " at " +
                                    to_string(at->second->source) + "; give one of them another name");
    }
  }

 private:
  const Dialect& dialect_;
  Faults& faults_;
  std::vector<Named> all_;
};

}  // namespace

void find_collisions(const SchemaDraft& draft, const Dialect& dialect, Faults& faults) {
  Collector found(dialect, faults);
  for (const auto& made : draft.enums) {
    const Enum& type = made.type;
    found.add({"type", type.name.schema, {}, type.name.name, "enum " + to_string(type.name), *type.source});
  }
  for_each_type_list(draft, [&](const auto& types) {
    for (const auto& type : types)
      found.add({"type", type.name.schema, {}, type.name.name, "type " + to_string(type.name), *type.source});
  });
  for (const auto& made : draft.sequences) {
    const Sequence& sequence = made.sequence;
    found.add({"relation",
               sequence.name.schema,
               {},
               sequence.name.name,
               "sequence " + to_string(sequence.name),
               *sequence.source});
  }
  for (const auto& made : draft.tables) {
    const Table& table = made.table;
    found.add({"relation",
               table.name.schema,
               {},
               table.name.name,
               "table " + to_string(table.name),
               *table.source});
    if (dialect.has_row_types)
      found.add(
          {"type", table.name.schema, {}, table.name.name, "table " + to_string(table.name), *table.source});
    for (const auto& constraint : made.constraints) found.add(constraint.constraint, table);
  }
  found.report();
}

}  // namespace tenon
