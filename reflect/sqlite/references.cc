// Reads foreign keys from the stored text, checked against the facts.

#include "reflect/sqlite/references.h"

#include "model/dialect.h"
#include "reflect/sqlite/columns.h"
#include "reflect/sqlite/stored.h"

namespace tenon {

namespace {

std::vector<std::string> texts(const std::vector<ScannedName>& names) {
  std::vector<std::string> all;
  for (const ScannedName& name : names) all.push_back(name.text);
  return all;
}

std::vector<Name> names_of(const std::vector<std::string>& texts) {
  std::vector<Name> names;
  for (const std::string& text : texts) names.push_back(kSqlite.name_of(text));
  return names;
}

class ReferenceReader {
 public:
  ReferenceReader(const StoredTable& stored, const std::vector<Column>& columns)
      : stored_(stored), columns_(columns) {}

  std::vector<Constraint> run() {
    for_each_clause<ReferencesClause>(stored_.scanned,
                                      [this](const ScannedClause& clause, const ReferencesClause& reference,
                                             const ScannedColumn* at) { add(clause, reference, at); });
    require_agreement(out_.size() == stored_.own.references.size(),
                      "SQLite reports another number of foreign keys");
    return std::move(out_);
  }

 private:
  void add(const ScannedClause& clause, const ReferencesClause& reference, const ScannedColumn* at) {
    ForeignKey made;
    made.name = kSqlite.name_of(clause.name.text);
    made.named_by = named_by(clause.name);
    for (const auto& name : at ? std::vector{at->name.text} : texts(reference.columns))
      made.columns.push_back(column_named(columns_, name));
    made.referred_table = kSqlite.qualified("", reference.table.text);
    const std::vector<std::string> written = texts(reference.referred_columns);
    // `REFERENCES p` refers to the primary key of p; the key, and p itself, may not exist.
    made.referred_columns =
        written.empty() ? primary_columns(stored_.all.of(made.referred_table.name)) : names_of(written);
    made.onupdate = reference.onupdate;
    made.ondelete = reference.ondelete;
    read_match(made, reference.match);
    // DEFERRABLE without INITIALLY DEFERRED has no effect, because SQLite has no SET CONSTRAINTS.
    made.initially_deferred = reference.deferrable && reference.initially_deferred;
    made.deferrable = made.initially_deferred;
    check_against_facts(made, written);
    out_.emplace_back(std::move(made));
  }

  static void read_match(ForeignKey& made, const std::string& match) {
    if (match == "FULL") {
      made.match = Match::kFull;
    } else if (match == "PARTIAL") {
      made.match = Match::kPartial;
    } else if (match != "SIMPLE") {
      made.options = with_option({}, "match", match);
    }
  }

  void check_against_facts(const ForeignKey& made, const std::vector<std::string>& written) const {
    const auto& facts = stored_.own.references;
    const bool same = out_.size() < facts.size() && is_same(made, written, facts[out_.size()]);
    require_agreement(same, "a foreign key to " + made.referred_table.name.text + " is different for SQLite");
  }

  static bool is_same(const ForeignKey& made, const std::vector<std::string>& written,
                      const SqliteReferenceFact& fact) {
    return made.referred_table.name == kSqlite.name_of(fact.table) &&
           made.columns == names_of(fact.columns) && names_of(written) == names_of(fact.referred_columns) &&
           sql_text(made.onupdate) == fact.onupdate && sql_text(made.ondelete) == fact.ondelete;
  }

  const StoredTable& stored_;
  const std::vector<Column>& columns_;
  std::vector<Constraint> out_;
};

}  // namespace

std::vector<Constraint> sqlite_references(const StoredTable& stored, const std::vector<Column>& columns) {
  return ReferenceReader(stored, columns).run();
}

}  // namespace tenon
