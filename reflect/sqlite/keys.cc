// Reads primary keys and unique constraints from the stored text, checked against the facts.

#include "reflect/sqlite/keys.h"

#include <set>

#include "model/dialect.h"
#include "reflect/sqlite/columns.h"
#include "reflect/sqlite/stored.h"
#include "sql/character.h"
#include "sql/identifier_key.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// A column of a key as written, with its collation and sort order.
struct KeyElement {
  const Column* column = nullptr;
  std::string collation;  ///< in lower case; "binary" if none is given anywhere
  bool descending = false;
};
using KeyElements = std::vector<KeyElement>;

/// Returns a name for the text of an option, which is SQL: bare where possible.
std::string option_name(const std::string& key) {
  const std::string text = quoted(key, kSqlite);
  return identifier_key(tokens(text, kSqlite).front(), kSqlite);
}

class KeyReader {
 public:
  KeyReader(const StoredTable& stored, const std::vector<Column>& columns)
      : stored_(stored), columns_(columns) {}

  std::vector<Constraint> run() {
    for_each_clause<KeyClause>(
        stored_.scanned, [this](const ScannedClause& clause, const KeyClause& key, const ScannedColumn* at) {
          const KeyElements elements = elements_of(key, at);
          key.primary ? add_primary(clause, key, elements) : add_unique(clause, key, elements);
        });
    require_agreement(primary_ == has_primary(), "SQLite and its text disagree whether it has a primary key");
    for (const SqliteIndexFact& index : stored_.own.indexes)
      require_agreement(index.origin == 'c' || matched_.contains(&index),
                        "the index " + index.name + " belongs to no key of it");
    return std::move(out_);
  }

 private:
  const Column& column(const std::string& name) const {
    return *std::ranges::find(columns_, column_named(columns_, name), &Column::name);
  }

  KeyElements elements_of(const KeyClause& key, const ScannedColumn* at) const {
    if (at != nullptr) {
      const Column& own = column(at->name.text);
      return {{.column = &own, .collation = collation_of(own), .descending = key.descending}};
    }
    KeyElements elements;
    for (const KeyColumn& part : key.columns) {
      const Column& own = column(part.name.text);
      elements.push_back({.column = &own,
                          .collation = part.collation.empty() ? collation_of(own) : lower(part.collation),
                          .descending = part.descending});
    }
    return elements;
  }

  bool has_primary() const {
    return std::ranges::any_of(stored_.own.columns, [](const auto& fact) { return fact.key_place > 0; });
  }

  void add_primary(const ScannedClause& clause, const KeyClause& key, const KeyElements& elements) {
    primary_ = true;
    const bool alias = stored_.has_rowid_alias();
    if (!alias) match(elements, true);
    PrimaryKey made;
    made.name = kSqlite.name_of(clause.name.text);
    made.named_by = named_by(clause.name);
    for (const KeyElement& element : elements)
      if (std::ranges::find(made.columns, element.column->name) == made.columns.end())
        made.columns.push_back(element.column->name);
    require_agreement(made.columns == primary_columns(stored_.own),
                      "SQLite reports other columns of its primary key");
    // An alias of the rowid has no sort order and compares integers.
    made.options = options(key, alias ? KeyElements() : elements);
    if (key.autoincrement) made.options = with_option(made.options, "autoincrement", "true");
    out_.emplace_back(std::move(made));
  }

  void add_unique(const ScannedClause& clause, const KeyClause& key, const KeyElements& elements) {
    match(elements, false);
    Unique made;
    made.name = kSqlite.name_of(clause.name.text);
    made.named_by = named_by(clause.name);
    for (const KeyElement& element : elements) made.columns.push_back(element.column->name);
    made.options = options(key, elements);
    // SQLite keeps one index for equal UNIQUE constraints; a nameless one that repeats another is dropped.
    const bool repeated = clause.name.text.empty() && std::ranges::find(out_, Constraint(made)) != out_.end();
    if (!repeated) out_.emplace_back(std::move(made));
  }

  Options options(const KeyClause& key, const KeyElements& elements) const {
    std::string order;
    std::string collate;
    for (const KeyElement& element : elements) {
      const std::string name = option_name(element.column->name.key);
      if (element.descending) order += (order.empty() ? "" : ", ") + name;
      if (element.collation == collation_of(*element.column)) continue;
      collate += (collate.empty() ? "" : ", ") + name + " " + option_name(element.collation);
    }
    Options options = with_option({}, "order", order);
    options = with_option(options, "collate", collate);
    return with_option(options, "on_conflict", key.on_conflict == "ABORT" ? "" : key.on_conflict);
  }

  /// Matches the key with the automatic indexes that SQLite created for it.
  void match(const KeyElements& elements, bool primary) {
    bool found = false;
    for (const SqliteIndexFact& index : stored_.own.indexes) {
      const bool leaves_repeated_out = primary && index.origin == 'p' && stored_.own.without_rowid;
      const KeyElements kept = leaves_repeated_out ? without_repeated(elements) : elements;
      if (index.origin == 'c' || !holds(index, kept)) continue;
      matched_.insert(&index);
      found = true;
    }
    require_agreement(found, "SQLite has no index for one of its keys");
  }

  bool holds(const SqliteIndexFact& index, const KeyElements& elements) const {
    const auto is_same = [this](const SqliteIndexColumnFact& fact, const KeyElement& element) {
      return fact.column >= 0 && &columns_[static_cast<std::size_t>(fact.column)] == element.column &&
             lower(fact.collation) == element.collation;
    };
    return std::ranges::equal(index.columns, elements, is_same);
  }

  static KeyElements without_repeated(const KeyElements& elements) {
    KeyElements kept;
    for (const KeyElement& element : elements)
      if (std::ranges::none_of(kept, [&](const KeyElement& other) {
            return other.column == element.column && other.collation == element.collation;
          }))
        kept.push_back(element);
    return kept;
  }

  const StoredTable& stored_;
  const std::vector<Column>& columns_;
  std::vector<Constraint> out_;
  std::set<const SqliteIndexFact*> matched_;
  bool primary_ = false;
};

}  // namespace

std::vector<Constraint> sqlite_keys(const StoredTable& stored, const std::vector<Column>& columns) {
  return KeyReader(stored, columns).run();
}

}  // namespace tenon
