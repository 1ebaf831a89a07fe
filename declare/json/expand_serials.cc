// Replaces serial columns of the draft by a default and an owned sequence, as PostgreSQL does.

#include <set>

#include "declare/json/passes.h"
#include "declare/json/read_type.h"
#include "model/naming_server.h"
#include "model/sequence.h"
#include "sql/serial.h"

namespace tenon {

namespace {

std::set<QualifiedName> relations(const SchemaDraft& draft) {
  std::set<QualifiedName> names;
  for (const auto& table : draft.tables) names.insert(table.table.name);
  for (const auto& sequence : draft.sequences) names.insert(sequence.sequence.name);
  return names;
}

/// Adds the sequence under PostgreSQL's name, and the default as it is printed with an empty search path.
Sequence expand(DraftTable& table, std::size_t position, std::set<QualifiedName>& taken,
                const Dialect& dialect) {
  Column& column = table.table.columns[position];
  const QualifiedName& owner = table.table.name;
  const std::string name =
      server_sequence_name(owner.name.text, column.name.text, [&](const std::string& text) {
        return taken.contains({owner.schema, dialect.name_of(text)});
      });
  Sequence sequence;
  sequence.name = {owner.schema, dialect.name_of(name)};
  sequence.named_by = NamedBy::kServer;
  sequence.options = sequence_defaults(table.columns[position].serial, "1");
  sequence.owned_by = ColumnName{owner, column.name};
  sequence.source = column.source;
  taken.insert(sequence.name);
  column.default_value = nextval_of(sequence.name);
  return sequence;
}

}  // namespace

void expand_serials(SchemaDraft& draft, const Dialect& dialect) {
  std::set<QualifiedName> taken = relations(draft);
  for (auto& table : draft.tables)
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (!table.columns[i].serial.empty())
        draft.sequences.push_back({expand(table, i, taken, dialect), std::nullopt});
}

}  // namespace tenon
