#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/name.h"
#include "reflect/sqlite/handle.h"

namespace tenon {

// What SQLite itself says of a database, through its schema table and pragmas: rows as they come, put
// together by table. It lacks every name of a constraint, checks, collations and conflict clauses.

struct SqliteColumnFact {
  std::string name;
  std::string type;
  std::string default_text;  ///< empty: none
  bool not_null = false;
  int key_place = 0;  ///< 1-based place in the primary key; 0: not in it
  int hidden = 0;     ///< 2: virtual generated, 3: stored generated
};

struct SqliteReferenceFact {
  std::string table;
  std::vector<std::string> columns;
  std::vector<std::string> referred_columns;  ///< empty: none is written
  std::string onupdate;
  std::string ondelete;
};

struct SqliteIndexColumnFact {
  int column = 0;  ///< place in the table; -1: the rowid, -2: an expression
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

/// One row of the schema table: a table (virtual ones included), index, view or trigger.
struct SqliteObject {
  std::string type;
  std::string name;
  std::string table;
  std::string sql;           ///< empty for an index that a constraint made
  bool has_storage = false;  ///< false for a view, a trigger and a virtual table
};

struct SqliteTableFacts {
  std::vector<SqliteColumnFact> columns;
  std::vector<SqliteReferenceFact> references;  ///< in the order in which they were written
  std::vector<SqliteIndexFact> indexes;
  bool shadow = false;
  bool without_rowid = false;
  bool strict = false;
};

struct SqliteFacts {
  std::vector<SqliteObject> objects;        ///< in the order in which they were made
  std::map<Name, SqliteTableFacts> tables;  ///< those with storage

  /// Of a table of any name; empty for one that is not there.
  const SqliteTableFacts& of(const Name& table) const;
};

/// Reads all of it in five queries and one transaction.
SqliteFacts sqlite_facts(const SqliteHandle& handle);

}  // namespace tenon
