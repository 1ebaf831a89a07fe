#include "tests/support/random_trees.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tenon::test {

namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

bool is_unique(const TreeKey& key) { return key.kind != "INDEX"; }

/// The tables above, without `table` itself, each once.
std::vector<std::string> ancestors(const Trees& trees, const TreeTable& table) {
  std::vector<std::string> line = table.parents;
  for (std::size_t i = 0; i < line.size(); ++i)
    for (const std::string& above : find_table(trees, line[i])->parents)
      if (!contains(line, above)) line.push_back(above);
  return line;
}

/// What one table adds to the column.
EffectiveColumn with(EffectiveColumn column, const TreeColumn& said) {
  if (said.default_value) column.default_value = *said.default_value;
  column.not_null = (column.not_null || said.not_null) && !said.nullable;
  if (!said.storage.empty()) column.storage = said.storage;
  if (!said.compression.empty()) column.compression = said.compression;
  return column;
}

/// Whether PostgreSQL stores a value of the column out of line, so that it can be said how.
bool has_storage(const Trees& trees, const std::string& column) {
  return trees.types.at(column) == "text" || trees.types.at(column).starts_with("varchar");
}

/// The columns behind a reference must have one family of types.
bool is_integer(const Trees& trees, const std::string& column) {
  return trees.types.at(column) == "integer" || trees.types.at(column) == "bigint";
}

std::vector<std::string> columns_named_in(const Trees& trees, const std::string& check) {
  std::vector<std::string> found;
  for (const auto& [name, type] : trees.types)
    if (trees.expressions.at(check).find(name + " ") != std::string::npos) found.push_back(name);
  return found;
}

/// Makes trees valid, a table at a time, parents before children.
class Repairer {
 public:
  explicit Repairer(Trees trees) : trees_(std::move(trees)) {}

  Trees repaired() {
    for (TreeTable& table : trees_.tables) {
      repair_parents(table);
      repair_columns(table);
      repair_defaults(table);
      seen_.insert(table.name);
    }
    for (TreeTable& table : trees_.tables) repair_keys(table);
    for (TreeTable& table : trees_.tables) {
      repair_columns(table);
      repair_defaults(table);
      repair_checks(table);
    }
    for (TreeTable& table : trees_.tables) repair_references(table);
    return std::move(trees_);
  }

 private:
  void repair_parents(TreeTable& table) {
    std::vector<std::string> kept;
    for (const std::string& name : table.parents) {
      const TreeTable* parent = seen_.contains(name) ? find_table(trees_, name) : nullptr;
      if (!parent || contains(kept, name)) continue;
      if (table.slot ? kept.empty() && takes(*parent, table) : is_plain(*parent)) kept.push_back(name);
    }
    if (!table.slot && !table.partition_by.empty()) kept.clear();
    table.parents = kept;
    if (kept.empty()) table.slot.reset();
    if (table.slot) slots_.insert({kept.front(), *table.slot});
    if (kept.empty()) table.joins = false;
    table.names_its_parts = table.names_its_parts && table.joins && table.slot;
  }

  static bool is_plain(const TreeTable& table) { return table.partition_by.empty() && !table.slot; }

  bool takes(const TreeTable& whole, const TreeTable& part) const {
    if (whole.partition_by.empty() || slots_.contains({whole.name, *part.slot})) return false;
    if (whole.partition_by.starts_with("HASH") && (*part.slot < 0 || *part.slot > 3)) return false;
    return part.partition_by.empty() ||
           effective_columns(trees_, whole).contains(column_of(part.partition_by));
  }

  void repair_columns(TreeTable& table) {
    const EffectiveColumns above = handed_down(trees_, table);
    for (auto& [name, column] : table.columns)
      if (!above.contains(name)) column.declared = true;
    if (table.slot) {
      std::erase_if(table.columns, [&](const auto& each) { return !above.contains(each.first); });
      for (auto& [name, column] : table.columns) column.declared = false;
    } else {
      add_missing(table, above);
    }
    for (auto& [name, column] : table.columns) {
      if (is_computed(trees_, name)) column.default_value.reset();
      if (!has_storage(trees_, name)) column.storage = column.compression = "";
      repair_identity(name, column);
      const auto handed = above.find(name);
      const bool is_forbidden = !table.slot && handed != above.end() && handed->second.not_null;
      column.nullable = column.nullable && is_forbidden && !column.not_null;
    }
  }

  void repair_identity(const std::string& name, TreeColumn& column) const {
    if (!is_integer(trees_, name)) column.identity = "";
    if (column.identity.empty()) return;
    column.not_null = true;
    column.default_value = "";
  }

  void add_missing(TreeTable& table, const EffectiveColumns& above) {
    const auto need = [&](const std::string& name) {
      if (!above.contains(name)) table.columns.try_emplace(name);
    };
    if (!table.partition_by.empty()) need(column_of(table.partition_by));
    if (above.empty() && table.columns.empty()) need("a");
    if (table.columns.contains("g")) need("a");
  }

  /// CREATE TABLE refuses parents that hand down different defaults, unless the table says one, and other
  /// storage or compression.
  void repair_defaults(TreeTable& table) {
    if (table.joins) return;
    std::map<std::string, EffectiveColumn> first;
    for (const std::string& parent : table.parents)
      for (const auto& [name, column] : effective_columns(trees_, *find_table(trees_, parent))) {
        const auto [at, is_new] = first.try_emplace(name, column);
        EffectiveColumn& held = at->second;
        if (held.storage != column.storage || held.compression != column.compression) table.joins = true;
        if (held.default_value.empty()) held.default_value = column.default_value;
        if (column.default_value.empty() || held.default_value == column.default_value) continue;
        TreeColumn& own = table.columns[name];
        own.declared = true;
        if (!own.default_value) own.default_value = held.default_value;
      }
  }

  void repair_checks(TreeTable& table) {
    const EffectiveColumns columns = effective_columns(trees_, table);
    std::erase_if(table.checks, [&](const auto& each) {
      return std::ranges::any_of(columns_named_in(trees_, each.first),
                                 [&](const std::string& name) { return !columns.contains(name); });
    });
    const std::vector<std::string> above = inherited_checks(trees_, table);
    for (auto& [name, check] : table.checks) {
      if (contains(above, name)) check = {};
      if (!table.partition_by.empty()) check.no_inherit = false;
    }
    if (table.slot)
      std::erase_if(table.checks, [&](const auto& each) { return contains(above, each.first); });
  }

  void repair_keys(TreeTable& table) {
    for (auto& [name, key] : table.keys) repair_key(table, key);
    const auto above = inherited_keys(trees_, table);
    const auto is_primary = [](const auto& each) { return each.second.kind == "PRIMARY KEY"; };
    bool has_primary = std::ranges::any_of(above, is_primary);
    std::erase_if(table.keys, [&](const auto& each) {
      const bool is_second = is_primary(each) && std::exchange(has_primary, true);
      return each.second.columns.empty() || is_second || !names_.insert(each.first).second;
    });
    for (const auto& each : table.keys)
      if (is_primary(each)) set_not_null(table, each.second.columns);
  }

  /// A key over rows that are apart needs the columns that tell them apart.
  void repair_key(const TreeTable& table, TreeKey& key) const {
    const EffectiveColumns columns = effective_columns(trees_, table);
    if (is_unique(key) && !table.partition_by.empty())
      for (const std::string& name : partition_key_columns(trees_, table))
        if (!contains(key.columns, name)) key.columns.push_back(name);
    std::erase_if(key.columns, [&](const std::string& name) { return !columns.contains(name); });
  }

  static void set_not_null(TreeTable& table, const std::vector<std::string>& columns) {
    for (const std::string& name : columns) {
      const auto [at, is_new] = table.columns.try_emplace(name);
      if (is_new) at->second.declared = false;
      at->second.not_null = true;
    }
  }

  void repair_references(TreeTable& table) {
    const EffectiveColumns columns = effective_columns(trees_, table);
    const auto fits = [&](const std::string& name) {
      return columns.contains(name) && is_integer(trees_, name);
    };
    std::erase_if(table.references, [&](const auto& each) {
      const TreeReference& reference = each.second;
      const TreeTable* referred = find_table(trees_, reference.table);
      return !referred || !std::ranges::all_of(reference.columns, fits) ||
             !has_key(*referred, reference.referred) || is_said_above(table, reference) ||
             !names_.insert(each.first).second;
    });
    for (auto& [name, reference] : table.references)
      if (!table.partition_by.empty()) reference.validated = true;
  }

  bool has_key(const TreeTable& table, const std::vector<std::string>& columns) const {
    auto keys = inherited_keys(trees_, table);
    keys.insert(table.keys.begin(), table.keys.end());
    return std::ranges::all_of(columns, [&](const auto& name) { return is_integer(trees_, name); }) &&
           std::ranges::any_of(keys, [&](const auto& each) {
             return is_unique(each.second) && each.second.columns == columns;
           });
  }

  bool is_said_above(const TreeTable& table, const TreeReference& reference) const {
    if (!table.slot) return false;
    return std::ranges::any_of(ancestors(trees_, table), [&](const std::string& name) {
      return std::ranges::any_of(find_table(trees_, name)->references, [&](const auto& each) {
        return each.second.columns == reference.columns && each.second.table == reference.table;
      });
    });
  }

  Trees trees_;
  std::set<std::string> seen_;
  std::set<std::pair<std::string, int>> slots_;
  std::set<std::string> names_;
};

}  // namespace

bool is_computed(const Trees& trees, const std::string& column) {
  return trees.types.at(column).find("GENERATED") != std::string::npos;
}

const TreeTable* find_table(const Trees& trees, const std::string& name) {
  const auto at = std::ranges::find(trees.tables, name, &TreeTable::name);
  return at == trees.tables.end() ? nullptr : &*at;
}

std::string column_of(const std::string& partition_by) {
  const auto open = partition_by.find('(');
  return partition_by.substr(open + 1, partition_by.size() - open - 2);
}

EffectiveColumns handed_down(const Trees& trees, const TreeTable& table) {
  EffectiveColumns all;
  for (const std::string& parent : table.parents)
    for (const auto& [name, column] : effective_columns(trees, *find_table(trees, parent))) {
      EffectiveColumn& held = all.try_emplace(name, column).first->second;
      held.not_null = held.not_null || column.not_null;
      if (held.default_value.empty()) held.default_value = column.default_value;
    }
  return all;
}

EffectiveColumns effective_columns(const Trees& trees, const TreeTable& table) {
  EffectiveColumns all = handed_down(trees, table);
  for (const auto& [name, column] : table.columns) all[name] = with(all[name], column);
  return all;
}

std::vector<std::string> inherited_checks(const Trees& trees, const TreeTable& table) {
  std::vector<std::string> all;
  for (const std::string& above : ancestors(trees, table))
    for (const auto& [name, check] : find_table(trees, above)->checks)
      if (!check.no_inherit && !contains(all, name)) all.push_back(name);
  return all;
}

std::map<std::string, TreeKey> inherited_keys(const Trees& trees, const TreeTable& table) {
  std::map<std::string, TreeKey> all;
  if (!table.slot) return all;
  for (const std::string& above : ancestors(trees, table)) {
    const auto& keys = find_table(trees, above)->keys;
    all.insert(keys.begin(), keys.end());
  }
  return all;
}

std::vector<std::string> partition_key_columns(const Trees& trees, const TreeTable& table) {
  std::vector<std::string> all;
  for (const TreeTable& each : trees.tables)
    if (!each.partition_by.empty() &&
        (each.name == table.name || contains(ancestors(trees, each), table.name)) &&
        !contains(all, column_of(each.partition_by)))
      all.push_back(column_of(each.partition_by));
  return all;
}

Trees repaired(Trees trees) { return Repairer(std::move(trees)).repaired(); }

}  // namespace tenon::test
