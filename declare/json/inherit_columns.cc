// Gives child tables of the draft the columns of their parents.

#include <algorithm>
#include <map>
#include <set>

#include "declare/json/passes.h"
#include "model/inheritance.h"

namespace tenon {

namespace {

/// Visits the child tables, parents before children.
class Inheriting {
 public:
  Inheriting(SchemaDraft& draft, const Dialect& dialect, Faults& faults)
      : dialect_(dialect), faults_(faults) {
    for (auto& table : draft.tables) tables_.emplace(table.table.name, &table);
  }

  void run() {
    for (const auto& [name, table] : tables_) visit(*table);
  }

 private:
  void visit(DraftTable& table) {
    if (!seen_.insert(table.table.name).second) return;
    for (const auto& written : table.parents) {
      const QualifiedName name = dialect_.qualified(written.schema, written.table);
      const auto at = tables_.find(name);
      if (at == tables_.end()) {
        faults_.add(written.source, "table " + to_string(table.table.name) + " inherits from table " +
                                        to_string(name) + ", which is not declared" +
                                        hint(to_string(name), known()));
        continue;
      }
      visit(*at->second);
      table.table.parents.push_back(name);
      inherit(table, *at->second);
    }
  }

  static void inherit(DraftTable& table, const DraftTable& parent) {
    for (const Column& column : parent.table.columns) {
      const auto own = std::ranges::find(table.table.columns, column.name, &Column::name);
      if (own == table.table.columns.end()) {
        Column made = inherited_column(column, table.table);
        made.source = table.table.source;
        table.table.columns.push_back(std::move(made));
        table.columns.push_back({column.name.text, std::nullopt, {}, "", Autoincrement::kOff});
      } else if (own->inheritance == Inheritance::kOwn) {
        *own = after_attaching(*own, table.table);
      }
    }
  }

  std::vector<std::string> known() const {
    std::vector<std::string> words;
    for (const auto& [name, table] : tables_) words.push_back(to_string(name));
    return words;
  }

  const Dialect& dialect_;
  Faults& faults_;
  std::map<QualifiedName, DraftTable*> tables_;
  std::set<QualifiedName> seen_;
};

}  // namespace

void inherit_columns(SchemaDraft& draft, const Dialect& dialect, Faults& faults) {
  Inheriting(draft, dialect, faults).run();
}

}  // namespace tenon
