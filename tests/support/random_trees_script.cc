#include <algorithm>

#include "tests/support/random_trees.h"

namespace tenon::test {

namespace {

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : ", ") + one;
  return text;
}

/// A column with its type; a computed one with its expression where it is `whole`.
std::string typed(const Trees& trees, const std::string& name, bool whole) {
  std::string type = trees.types.at(name);
  if (!whole) type = type.substr(0, type.find(" GENERATED"));
  return name + " " + type;
}

std::string bound_of(const TreeTable& whole, int slot) {
  if (slot < 0) return " DEFAULT";
  static const char* const kLists[] = {"0", "1, NULL", "2, 20", "3"};
  static const char* const kRemainders[] = {"2, REMAINDER 0", "4, REMAINDER 1", "8, REMAINDER 3",
                                            "8, REMAINDER 7"};
  static const char* const kEdges[] = {"MINVALUE", "10", "20", "30", "MAXVALUE"};
  const auto at = static_cast<std::size_t>(slot);
  const auto listed = [](const std::string& text) { return "(" + text + ")"; };
  if (whole.partition_by.starts_with("LIST")) return " FOR VALUES IN " + listed(kLists[at]);
  if (whole.partition_by.starts_with("HASH"))
    return " FOR VALUES WITH " + listed(std::string("MODULUS ") + kRemainders[at]);
  return " FOR VALUES FROM " + listed(kEdges[at]) + " TO " + listed(kEdges[at + 1]);
}

std::string key_sql(const std::string& table, const std::string& name, const TreeKey& key) {
  if (!key.kind.ends_with("INDEX"))
    return "ALTER TABLE " + table + " ADD CONSTRAINT " + name + " " + key.kind + " (" + joined(key.columns) +
           ");\n";
  return "CREATE " + key.kind + " " + name + " ON " + table + " (" + joined(key.columns) + ");\n";
}

/// Writes the statements for one table after another.
class Writer {
 public:
  explicit Writer(const Trees& trees) : trees_(trees) {}

  std::string written() {
    for (const TreeTable& table : trees_.tables) write(table);
    for (const TreeTable& table : trees_.tables)
      for (const auto& [name, reference] : table.references)
        out_ += "ALTER TABLE " + table.name + " ADD CONSTRAINT " + name + " FOREIGN KEY (" +
                joined(reference.columns) + ") REFERENCES " + reference.table + " (" +
                joined(reference.referred) + ")" + reference.actions +
                (reference.validated ? "" : " NOT VALID") + ";\n";
    return out_;
  }

 private:
  void write(const TreeTable& table) {
    const bool apart = table.joins || table.parents.empty();
    if (apart)
      create_apart(table);
    else
      create_below(table);
    for (const auto& [name, check] : table.checks)
      if (!check.validated)
        out_ += "ALTER TABLE " + table.name + " ADD CONSTRAINT " + name + " CHECK (" +
                trees_.expressions.at(name) + ")" + (check.no_inherit ? " NO INHERIT" : "") + " NOT VALID;\n";
    set_columns(table, apart);
    if (apart && table.names_its_parts)
      for (const auto& [name, key] : inherited_keys(trees_, table))
        out_ += key_sql(table.name, "hand_" + table.name + "_" + name, key);
    if (apart) join(table);
    allow_nulls(table);
    for (const auto& [name, key] : table.keys) out_ += key_sql(table.name, name, key);
  }

  void join(const TreeTable& table) {
    for (const std::string& parent : table.parents)
      if (table.slot)
        out_ += "ALTER TABLE " + parent + " ATTACH PARTITION " + table.name +
                bound_of(*find_table(trees_, parent), *table.slot) + ";\n";
      else
        out_ += "ALTER TABLE " + table.name + " INHERIT " + parent + ";\n";
  }

  void append_checks(const TreeTable& table, std::vector<std::string>& parts) {
    for (const auto& [name, check] : table.checks)
      if (check.validated)
        parts.push_back("CONSTRAINT " + name + " CHECK (" + trees_.expressions.at(name) + ")" +
                        (check.no_inherit ? " NO INHERIT" : ""));
  }

  void create_apart(const TreeTable& table) {
    std::vector<std::string> parts;
    const EffectiveColumns above = handed_down(trees_, table);
    for (const auto& [name, column] : effective_columns(trees_, table)) {
      const bool joins_not_null = above.contains(name) && above.at(name).not_null;
      parts.push_back(typed(trees_, name, true) +
                      (column.default_value.empty() ? "" : " DEFAULT " + column.default_value) +
                      (column.not_null || joins_not_null ? " NOT NULL" : ""));
    }
    append_checks(table, parts);
    for (const std::string& name : inherited_checks(trees_, table))
      if (!table.checks.contains(name))
        parts.push_back("CONSTRAINT " + name + " CHECK (" + trees_.expressions.at(name) + ")");
    out_ += "CREATE TABLE " + table.name + " (" + joined(parts) + ")" + partitioning(table) + ";\n";
  }

  static std::string partitioning(const TreeTable& table) {
    return table.partition_by.empty() ? "" : " PARTITION BY " + table.partition_by;
  }

  /// Whether CREATE TABLE says the default and NOT NULL of the column of a table that is made below its
  /// parents.
  static bool is_in_create(const TreeTable& table, const std::string& name) {
    const auto column = table.columns.find(name);
    if (column == table.columns.end()) return false;
    return table.slot ? column->second.default_value || column->second.not_null : column->second.declared;
  }

  void create_below(const TreeTable& table) {
    std::vector<std::string> parts;
    const EffectiveColumns above = handed_down(trees_, table);
    for (const auto& [name, column] : table.columns) {
      if (!is_in_create(table, name)) continue;
      std::string text = table.slot ? name + " WITH OPTIONS" : typed(trees_, name, !above.contains(name));
      if (column.default_value && !is_computed(trees_, name))
        text += " DEFAULT " + (column.default_value->empty() ? "NULL" : *column.default_value);
      parts.push_back(text + (column.not_null ? " NOT NULL" : ""));
    }
    append_checks(table, parts);
    if (!table.slot) {
      out_ += "CREATE TABLE " + table.name + " (" + joined(parts) + ") INHERITS (" + joined(table.parents) +
              ");\n";
      return;
    }
    const TreeTable& whole = *find_table(trees_, table.parents.front());
    out_ += "CREATE TABLE " + table.name + " PARTITION OF " + whole.name +
            (parts.empty() ? "" : " (" + joined(parts) + ")") + bound_of(whole, *table.slot) +
            partitioning(table) + ";\n";
  }

  /// NULL is allowed again when the table has joined its parents, which forbid it.
  void allow_nulls(const TreeTable& table) {
    for (const auto& [name, column] : table.columns)
      if (column.nullable) out_ += "ALTER TABLE ONLY " + table.name + " ALTER " + name + " DROP NOT NULL;\n";
  }

  /// What CREATE TABLE has no word for, or did not say.
  void set_columns(const TreeTable& table, bool apart) {
    const EffectiveColumns above = apart ? EffectiveColumns() : handed_down(trees_, table);
    for (const auto& [name, column] : effective_columns(trees_, table)) {
      const std::string alter = "ALTER TABLE ONLY " + table.name + " ALTER " + name;
      const auto handed = above.find(name);
      const bool is_open = handed != above.end() && !is_in_create(table, name);
      if (is_open && handed->second.default_value != column.default_value)
        out_ += alter +
                (column.default_value.empty() ? " DROP DEFAULT" : " SET DEFAULT " + column.default_value) +
                ";\n";
      if (is_open && column.not_null && !handed->second.not_null) out_ += alter + " SET NOT NULL;\n";
      if (column.storage != (handed == above.end() ? "" : handed->second.storage))
        out_ += alter + " SET STORAGE " + column.storage + ";\n";
      if (column.compression != (handed == above.end() ? "" : handed->second.compression))
        out_ += alter + " SET COMPRESSION " + column.compression + ";\n";
    }
    for (const auto& [name, column] : table.columns)
      if (!column.identity.empty())
        out_ += "ALTER TABLE " + table.name + " ALTER " + name + " ADD GENERATED " + column.identity +
                " AS IDENTITY;\n";
  }

  const Trees& trees_;
  std::string out_;
};

}  // namespace

std::string script_of(const Trees& trees) { return Writer(trees).written(); }

}  // namespace tenon::test
