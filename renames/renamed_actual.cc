// Brings together what a file and the command line say, and carries it out, tables first.

#include "renames/renamed_actual.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/error.h"
#include "model/nearest_word.h"
#include "renames/applier.h"
#include "renames/following_sequences.h"
#include "renames/messages.h"

namespace tenon {

namespace {

/// On the command line a column's table may be called what it is called now, where that is not what another
/// one is called in the end.
void follow_table(DataRename& column, const std::vector<DataRename>& tables) {
  for (const DataRename& table : tables)
    if (column.table == name_after(table)) return;
  for (const DataRename& table : tables)
    if (is_flag(column) && column.table == table.table) {
      column.table = name_after(table);
      return;
    }
}

/// What is said twice is done once. What the command line says is not said again by a file.
void drop_repeated(std::vector<DataRename>& wanted) {
  const auto key = [](const DataRename& one) { return std::pair(one.table, one.column); };
  std::set<std::pair<QualifiedName, Name>> said;
  for (const DataRename& one : wanted)
    if (is_flag(one)) said.insert(key(one));
  std::erase_if(wanted, [&](const DataRename& one) { return !is_flag(one) && said.contains(key(one)); });
  said.clear();
  std::erase_if(wanted, [&](const DataRename& one) { return !said.insert(key(one)).second; });
}

/// A table as one writes it beside another: of another schema, with that before.
std::string table_word(const QualifiedName& table, const QualifiedName& beside) {
  return table.schema == beside.schema ? table.name.text : to_string(table);
}

void require_declared_table(const QualifiedName& wanted, const std::string& why, const Catalog& declared) {
  if (find_table(declared, wanted)) return;
  std::vector<std::string> known;
  for (const Table& table : declared.tables) known.push_back(table_word(table.name, wanted));
  throw Error(Fault::kUsage, "--rename: " + why + "no table " + to_string(wanted) + " is declared" +
                                 hint(wanted.name.text, known));
}

/// What is to be called so must be declared so: else a rename would only be the first half of a drop.
void require_declared(const DataRename& flag, const Catalog& declared) {
  if (flag.column.empty())
    return require_declared_table(name_after(flag),
                                  to_string(flag.table) + " can not be renamed to it: ", declared);
  require_declared_table(flag.table, "column " + flag.column.text + " can not be renamed there: ", declared);
  const Table& table = *find_table(declared, flag.table);
  if (find_column(table, flag.to)) return;
  std::vector<std::string> known;
  for (const Column& column : table.columns) known.push_back(column.name.text);
  throw Error(Fault::kUsage, "--rename: column " + to_string(flag.table) + "." + flag.column.text +
                                 " can not be renamed: no column " + to_string(flag.table) + "." +
                                 flag.to.text + " is declared" + hint(flag.to.text, known));
}

void require_declared(const std::vector<DataRename>& wanted, const Catalog& declared) {
  for (const DataRename& rename : wanted)
    if (is_flag(rename)) require_declared(rename, declared);
}

}  // namespace

RenamedActual renamed_actual(Catalog actual, std::vector<DataRename> wanted, const Catalog& declared,
                             const RenamingDatabase& database) {
  if (wanted.empty()) return {std::move(actual), {}, {}};
  std::vector<DataRename> columns = wanted;
  std::erase_if(wanted, [](const DataRename& one) { return !one.column.empty(); });
  std::erase_if(columns, [](const DataRename& one) { return one.column.empty(); });
  for (DataRename& column : columns) follow_table(column, wanted);
  for (std::vector<DataRename>* all : {&wanted, &columns}) {
    require_one_name_each(*all);
    drop_repeated(*all);
  }
  RenameApplier carried(std::move(actual), database);
  for (const std::vector<DataRename>* all : {&wanted, &columns}) {
    carried.carry_out(*all);
    require_declared(*all, declared);
  }
  wanted.insert(wanted.end(), columns.begin(), columns.end());
  carried.carry_out_sequences(following_sequences(carried.catalog(), declared, wanted, carried.carried()));
  return {carried.catalog(), carried.done(), carried.notes()};
}

}  // namespace tenon
