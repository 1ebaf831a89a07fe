#include <algorithm>
#include <utility>

#include "tests/support/random_trees.h"

namespace tenon::test {

namespace {

/// Edits trees at random; repaired() takes away what does not fit.
class Gardener {
 public:
  Gardener(Trees& trees, Rng& rng) : trees_(trees), rng_(rng) {}

  void edit() {
    if (trees_.tables.size() < 3) return add_table();
    static constexpr void (Gardener::*kEdits[])() = {
        &Gardener::add_table,      &Gardener::drop_table,    &Gardener::change_parents,
        &Gardener::change_parents, &Gardener::change_slot,   &Gardener::change_joining,
        &Gardener::set_column,     &Gardener::set_column,    &Gardener::set_column,
        &Gardener::drop_column,    &Gardener::retype,        &Gardener::set_check,
        &Gardener::set_check,      &Gardener::drop_check,    &Gardener::reword_check,
        &Gardener::set_key,        &Gardener::set_key,       &Gardener::drop_key,
        &Gardener::set_key_beside, &Gardener::set_reference, &Gardener::set_reference,
        &Gardener::drop_reference};
    (this->*kEdits[below(std::size(kEdits))])();
  }

  void add_table() {
    TreeTable table;
    table.name = once_in(3) ? "w" + std::to_string(below(4)) : "t" + std::to_string(below(7));
    table.partition_by = partitioning(table.name);
    if (find_table(trees_, table.name)) return;
    for (const char* column : {"k", "r", "a", "b", "c", "g"})
      if (once_in(2)) table.columns[column] = column_for(column);
    place(table);
    if (once_in(2)) table.checks[check_name()] = some_check();
    trees_.tables.push_back(std::move(table));
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(rng_() % n); }
  bool once_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  T& pick(std::vector<T>& from) {
    return from[below(from.size())];
  }
  template <class Map>
  static void erase_one(Map& map, std::size_t at) {
    if (!map.empty()) map.erase(std::next(map.begin(), static_cast<std::ptrdiff_t>(at % map.size())));
  }
  TreeTable& table() { return pick(trees_.tables); }

  /// Gives the table parents: none, a whole that it is a partition of, or some that it inherits from.
  void place(TreeTable& table) {
    table.parents.clear();
    table.slot.reset();
    table.joins = once_in(3);
    table.names_its_parts = once_in(2);
    if (trees_.tables.empty() || once_in(5)) return;
    const TreeTable& parent = this->table();
    table.parents.push_back(parent.name);
    if (!parent.partition_by.empty()) table.slot = slot();
    if (!table.slot && once_in(2)) table.parents.push_back(this->table().name);
  }

  int slot() { return static_cast<int>(below(5)) - 1; }

  /// No statement changes how a table is partitioned: its name says it.
  static std::string partitioning(const std::string& table) {
    static const std::map<std::string, std::string> kMethods = {
        {"w0", "LIST (k)"}, {"w1", "RANGE (k)"}, {"w2", "HASH (k)"}, {"w3", "LIST (r)"}};
    const auto found = kMethods.find(table);
    return found == kMethods.end() ? "" : found->second;
  }

  TreeColumn column_for(const std::string& name) {
    TreeColumn column;
    column.declared = once_in(2);
    column.not_null = once_in(4);
    column.nullable = once_in(4);
    if (once_in(2)) column.default_value = some_default(name);
    if (once_in(6)) column.identity = once_in(2) ? "ALWAYS" : "BY DEFAULT";
    if (once_in(4)) column.storage = once_in(2) ? "EXTERNAL" : "MAIN";
    if (once_in(6)) column.compression = "pglz";
    return column;
  }

  std::string some_default(const std::string& name) {
    if (once_in(3)) return "";
    return name == "c" ? "'x" + std::to_string(below(3)) + "'" : std::to_string(below(3));
  }

  std::string check_name() {
    return std::next(trees_.expressions.begin(),
                     static_cast<std::ptrdiff_t>(below(trees_.expressions.size())))
        ->first;
  }
  TreeCheck some_check() { return {once_in(4), !once_in(4)}; }

  std::string column_name() {
    return std::next(trees_.types.begin(), static_cast<std::ptrdiff_t>(below(trees_.types.size())))->first;
  }

  void drop_table() {
    trees_.tables.erase(trees_.tables.begin() + static_cast<std::ptrdiff_t>(below(trees_.tables.size())));
  }

  /// A table may come to stand above one that it stood below.
  void change_parents() {
    const std::size_t at = below(trees_.tables.size());
    TreeTable moved = trees_.tables[at];
    for (const auto& [name, column] : effective_columns(trees_, moved))
      if (!once_in(5)) moved.columns.try_emplace(name);
    trees_.tables.erase(trees_.tables.begin() + static_cast<std::ptrdiff_t>(at));
    place(moved);
    moved.joins = moved.joins || !once_in(8);  // or else what it has could not become inherited
    std::size_t to = once_in(4) ? below(trees_.tables.size() + 1) : trees_.tables.size();
    trees_.tables.insert(trees_.tables.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
    order();
  }

  /// Parents before children, the order kept otherwise.
  void order() {
    for (std::size_t i = 0, moves = 0; i < trees_.tables.size() && moves < 50; ++i)
      for (std::size_t j = i + 1; j < trees_.tables.size(); ++j)
        if (std::ranges::find(trees_.tables[i].parents, trees_.tables[j].name) !=
            trees_.tables[i].parents.end()) {
          std::rotate(trees_.tables.begin() + static_cast<std::ptrdiff_t>(i),
                      trees_.tables.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                      trees_.tables.begin() + static_cast<std::ptrdiff_t>(j) + 1);
          ++moves;
          --i;
          break;
        }
  }

  void change_slot() {
    if (TreeTable& changed = table(); changed.slot) changed.slot = slot();
  }

  void change_joining() {
    TreeTable& changed = table();
    if (changed.slot || once_in(4)) changed.joins = !changed.joins;
    changed.names_its_parts = once_in(2);
  }

  void set_column() {
    const std::string name = column_name();
    TreeTable& changed = table();
    TreeColumn made = column_for(name);
    if (const auto held = changed.columns.find(name); held != changed.columns.end() && !once_in(8))
      made.declared = held->second.declared;
    else if (!once_in(8))
      made.declared = false;
    changed.columns[name] = std::move(made);
  }

  void drop_column() {
    TreeTable& changed = table();
    erase_one(changed.columns, below(10));
  }

  void retype() {
    if (once_in(2))
      trees_.types["b"] = trees_.types["b"] == "integer" ? "bigint" : "integer";
    else if (once_in(2))
      trees_.types["c"] = trees_.types["c"] == "text" ? "varchar(20)" : "text";
    else if (once_in(2))
      trees_.types["g"] = type_of_g();
    else
      trees_.types["a"] = trees_.types["a"] == "integer" ? "bigint" : "integer";
  }

  std::string type_of_g() {
    const std::string computed = "integer GENERATED ALWAYS AS (a * ";
    return once_in(3) ? "integer" : computed + std::to_string(2 + below(2)) + ") STORED";
  }

  void set_check() { table().checks[check_name()] = some_check(); }
  void drop_check() {
    TreeTable& changed = table();
    erase_one(changed.checks, below(10));
  }
  void reword_check() {
    const std::string name = check_name();
    const std::string& text = trees_.expressions[name];
    trees_.expressions[name] = text.substr(0, text.find_last_of(' ') + 1) + std::to_string(below(4));
  }

  std::string some_kind() {
    static const char* const kKinds[] = {"PRIMARY KEY", "UNIQUE", "INDEX", "UNIQUE INDEX"};
    return kKinds[below(4)];
  }
  void set_key() {
    TreeKey key{some_kind(), {}};
    for (const char* column : {"a", "k", "b", "r"})
      if (once_in(3)) key.columns.emplace_back(column);
    table().keys["i" + std::to_string(below(12))] = std::move(key);
  }
  /// A key of a partition over the columns of one that it has a part of.
  void set_key_beside() {
    TreeTable& changed = table();
    const auto above = inherited_keys(trees_, changed);
    if (above.empty()) return;
    TreeKey key = std::next(above.begin(), static_cast<std::ptrdiff_t>(below(above.size())))->second;
    if (once_in(2)) key.kind = some_kind();
    changed.keys["i" + std::to_string(below(12))] = std::move(key);
  }
  void drop_key() {
    TreeTable& changed = table();
    erase_one(changed.keys, below(10));
  }

  void set_reference() {
    const TreeTable& referred = table();
    auto keys = inherited_keys(trees_, referred);
    keys.insert(referred.keys.begin(), referred.keys.end());
    if (keys.empty()) return;
    TreeReference reference;
    reference.table = referred.name;
    reference.referred =
        std::next(keys.begin(), static_cast<std::ptrdiff_t>(below(keys.size())))->second.columns;
    std::vector<std::string> free{"a", "b", "k", "r"};
    for (std::size_t i = 0; i < reference.referred.size(); ++i) {
      const auto at = free.begin() + static_cast<std::ptrdiff_t>(below(free.size()));
      reference.columns.push_back(*at);
      free.erase(at);
    }
    static const char* const kActions[] = {"", "", " ON DELETE CASCADE", " DEFERRABLE"};
    reference.actions = kActions[below(4)];
    reference.validated = !once_in(4);
    const std::string name = "f" + std::to_string(below(8));
    (once_in(4) ? *std::ranges::find(trees_.tables, referred.name, &TreeTable::name) : table())
        .references[name] = std::move(reference);
  }
  void drop_reference() {
    TreeTable& changed = table();
    erase_one(changed.references, below(10));
  }

  Trees& trees_;
  Rng& rng_;
};

}  // namespace

Trees mutated(Trees trees, Rng& rng, int edits) {
  for (int i = 0; i < edits; ++i) {
    Gardener(trees, rng).edit();
    trees = repaired(std::move(trees));
  }
  return trees;
}

Trees random_trees(Rng& rng) {
  Trees trees;
  trees.types = {{"a", "integer"}, {"b", "integer"}, {"c", "text"}, {"k", "integer"}, {"r", "integer"}};
  trees.types["g"] = rng() % 2 == 0 ? "integer" : "integer GENERATED ALWAYS AS (a * 2) STORED";
  trees.expressions = {{"ca", "a > 0"}, {"cb", "b > 1"}, {"cg", "g > 2"}, {"ck", "k < 9"}};
  for (std::size_t n = 4 + rng() % 5; n > 0; --n) Gardener(trees, rng).add_table();
  return mutated(repaired(std::move(trees)), rng, 10 + static_cast<int>(rng() % 30));
}

TreePair random_tree_pair(std::uint64_t seed) {
  Rng rng(seed);
  Trees before = random_trees(rng);
  Trees after = seed % 4 == 0 ? random_trees(rng) : mutated(before, rng, 1 + static_cast<int>(seed % 9));
  return {std::move(before), std::move(after)};
}

}  // namespace tenon::test
