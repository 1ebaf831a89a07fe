// Gives the constraints of the draft their declared names or those of the naming convention.

#include <algorithm>

#include "declare/json/passes.h"
#include "model/error.h"

namespace tenon {

namespace {

/// Adds the SQLAlchemy keys of the columns.
void add_keys(std::vector<NamingSubject::Column>& columns, const DraftTable& table, const Dialect& dialect) {
  for (auto& column : columns) {
    const Name name = dialect.name_of(column.name);
    const auto at = std::ranges::find(table.table.columns, name, &Column::name);
    if (at != table.table.columns.end())
      column.key = table.columns[static_cast<std::size_t>(at - table.table.columns.begin())].key;
  }
}

NamingSubject subject_of(const DraftConstraint& made, const DraftTable& table, const Dialect& dialect) {
  NamingSubject subject = naming_subject(made.constraint, table.table, table.written_schema);
  subject.given = made.given.text;
  subject.given_is_final = made.given.is_final;
  for (const auto& word : made.naming_columns) {
    const auto position = find_position(table, word.text, dialect);
    if (position) subject.columns.push_back({table.table.columns[*position].name.text, word.text});
  }
  add_keys(subject.columns, table, dialect);
  if (!made.reference) return subject;
  subject.referred_schema = made.reference->schema;
  for (std::size_t i = 0; i < std::min(subject.referred_columns.size(), made.reference->columns.size()); ++i)
    subject.referred_columns[i].key = made.reference->columns[i].text;
  return subject;
}

/// Returns the name; a declared name is never truncated, so it must fit, but a derived one is.
std::string fitting(const DerivedName& derived, const DraftConstraint& made, const Dialect& dialect,
                    Faults& faults) {
  const std::size_t max = dialect.max_name;
  if (derived.by == NamedBy::kConvention || made.given.is_final) return truncated(derived.text, max);
  if (max > 0 && derived.text.size() > max)
    faults.add(made.given.source, "the name \"" + derived.text + "\" has " +
                                      std::to_string(derived.text.size()) + " bytes, and " +
                                      std::string(dialect.name) + " keeps " + std::to_string(max));
  return derived.text;
}

void check_naming_columns(const DraftConstraint& made, const DraftTable& table, const Dialect& dialect,
                          Faults& faults) {
  for (const auto& word : made.naming_columns)
    if (!find_position(table, word.text, dialect))
      faults.add(word.source, "\"columns\" of a check names " + word.text + ", and table " +
                                  to_string(table.table.name) + " has no such column" +
                                  hint(word.text, column_words(table)));
}

}  // namespace

namespace {

/// Tells whether a foreign key has a reference that was reported as a fault.
bool is_lost(const Constraint& constraint) {
  const auto* key = std::get_if<ForeignKey>(&constraint);
  return key && key->referred_columns.empty();
}

}  // namespace

void name_constraints(SchemaDraft& draft, const NamingConvention& convention, const Dialect& dialect,
                      Faults& faults) {
  for (auto& table : draft.tables)
    for (auto& made : table.constraints) {
      check_naming_columns(made, table, dialect, faults);
      std::optional<DerivedName> derived;
      try {
        if (!is_lost(made.constraint) || made.given.text)
          derived = derived_name(convention, subject_of(made, table, dialect));
      } catch (const Error& error) {
        faults.add(source_of(made.constraint), error.what());
      }
      const bool has_name = derived && !derived->text.empty();
      made.constraint = has_name
                            ? renamed(std::move(made.constraint),
                                      dialect.name_of(fitting(*derived, made, dialect, faults)), derived->by)
                            : renamed(std::move(made.constraint), {}, NamedBy::kNobody);
    }
}

}  // namespace tenon
