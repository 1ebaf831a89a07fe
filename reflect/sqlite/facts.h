// Reads the schema table and the pragmas of a SQLite database.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/name.h"
#include "reflect/sqlite/handle.h"

namespace tenon {

// What SQLite itself reports about a database through its schema table and pragmas: raw rows, grouped by
// table. It lacks the names of constraints, checks, collations of columns and conflict clauses.

struct SqliteColumnFact {
  std::string name;
  std::string type;
  std::string default_text;  ///< empty: none
  bool not_null = false;
  int key_place = 0;  ///< 1-based position in the primary key; 0: not part of it
  int hidden = 0;     ///< 2: virtual generated, 3: stored generated
};

struct SqliteReferenceFact {
  std::string table;
  std::vector<std::string> columns;
  std::vector<std::string> referred_columns;  ///< empty: none written
  std::string onupdate;
  std::string ondelete;
};

struct SqliteIndexColumnFact {
  int column = 0;  ///< index in the table; -1: the rowid, -2: an expression
  std::string collation;
  bool descending = false;
};

struct SqliteIndexFact {
  std::string name;
  bool unique = false;
  char origin = 'c';  ///< c: CREATE INDEX, u: UNIQUE, p: PRIMARY KEY
  bool partial = false;
  std::vector<SqliteIndexColumnFact> columns;
};

/// One row of the schema table: a table (also a virtual one), index, view or trigger.
struct SqliteObject {
  std::string type;
  std::string name;
  std::string table;
  std::string sql;           ///< empty for the automatic index of a constraint
  bool has_storage = false;  ///< false for a view, a trigger and a virtual table
};

struct SqliteTableFacts {
  std::vector<SqliteColumnFact> columns;
  std::vector<SqliteReferenceFact> references;  ///< in the order of the text
  std::vector<SqliteIndexFact> indexes;
  bool shadow = false;
  bool without_rowid = false;
  bool strict = false;
};

/// A value in the header of the file that is not what SQLite writes by itself.
struct SqliteFileSetting {
  std::string name;   ///< of the pragma
  std::string value;  ///< as the pragma takes it
};

struct SqliteFacts {
  std::vector<SqliteObject> objects;        ///< in the order of creation
  std::map<Name, SqliteTableFacts> tables;  ///< the tables with storage
  std::vector<SqliteFileSetting> settings;  ///< in the order of their names

  /// Returns the facts of a table; empty ones for a table that does not exist.
  const SqliteTableFacts& of(const Name& table) const;
};

/// Reads everything in six queries and one transaction.
SqliteFacts sqlite_facts(const SqliteHandle& handle);

}  // namespace tenon
