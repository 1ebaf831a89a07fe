// The catalog that a PostgreSQL server would hold after the statements read so far.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/faults.h"

namespace tenon {

/// The type of a column: a built-in one, or one that a statement created.
struct SqlType {
  std::string builtin;    ///< as pg_type names it: `varchar`; if empty, see `user`
  QualifiedName user;     ///< without a schema if no statement created the type
  std::string modifiers;  ///< `(30)`; the fields of an interval with their blank before them
  bool array = false;

  friend bool operator==(const SqlType&, const SqlType&) = default;
};

struct SqlColumn {
  Column column;  ///< its type is rendered from `type`
  SqlType type;
  bool local = true;                ///< declared on this table, perhaps also inherited
  int inherited = 0;                ///< the number of parents that have it (attinhcount)
  QualifiedName identity_sequence;  ///< the sequence of an identity column, which belongs to the column
  bool says_default = false;        ///< its definition has a DEFAULT, be it NULL
};

struct SqlConstraint {
  Constraint constraint;
  bool local = true;               ///< false: it is inherited only
  QualifiedName parent = {};       ///< the parent index on the partitioned table
  bool is_unresolved = false;      ///< a foreign key to a table that does not exist yet
  std::string index_comment = {};  ///< the comment on the index of a key; the constraint has its own
  std::vector<QualifiedName> parts =
      {};  ///< the names of the extra pg_constraint entries for referred partitions
};

/// Constraints in the order in which the server creates them.
struct SqlPending {
  std::vector<SqlConstraint> checks;
  std::vector<SqlConstraint> indexes;  ///< primary keys, uniques and exclusions
  std::vector<SqlConstraint> foreign_keys;
};

/// A part of a partition key: a column or an expression, and the collation and operator class after it.
struct SqlPartitionPart {
  Name column;
  std::string expression;
  std::string rest;
};

struct SqlTable {
  Table table;  ///< its name, comment, options and source; columns and constraints are below
  std::vector<SqlColumn> columns;
  std::vector<SqlConstraint> constraints;
  std::vector<QualifiedName> parents;
  bool partitioned = false;
  std::string partition_strategy;  ///< RANGE, LIST or HASH
  std::vector<SqlPartitionPart> partition_key;
  bool partition = false;
  bool temporary = false;
  bool foreign = false;     ///< a foreign table: not modelled, but it inherits and hands down
  QualifiedName type = {};  ///< the composite type of a typed table

  SqlColumn* column(const Name& name);
  SqlConstraint* constraint(const Name& name);
  SqlConstraint* index(const Name& name);  ///< the index, or the constraint that owns it
};

enum class SqlTypeKind { kEnum, kDomain, kComposite, kRange, kBase, kShell };

struct SqlUserType {
  SqlTypeKind kind = SqlTypeKind::kEnum;
  Enum type;  ///< the labels of an enum; the name of any type
  std::vector<SqlColumn>
      attributes;   ///< the attributes of a composite type; one base type of a domain or range
  Domain domain;    ///< the rest of a domain
  Options options;  ///< the options of a range
};

enum class SqlRelationKind { kTable, kIndex, kSequence, kView, kMaterializedView, kForeignTable, kComposite };

/// relpersistence of a relation.
enum class SqlPersistence { kLogged, kUnlogged, kTemporary };

/// Tells whether a relation is among the tables of the simulated catalog.
constexpr bool is_table(SqlRelationKind kind) {
  return kind == SqlRelationKind::kTable || kind == SqlRelationKind::kForeignTable;
}

struct SqlRelation {
  SqlRelationKind kind = SqlRelationKind::kTable;
  QualifiedName table;  ///< the table of an index
};

/// The catalog that a database would hold after the statements read so far.
class SimulatedCatalog {
 public:
  SimulatedCatalog();

  std::map<Name, Schema> schemas;
  std::map<QualifiedName, SqlTable> tables;
  std::map<QualifiedName, Sequence> sequences;
  std::map<QualifiedName, SqlPersistence> sequence_persistence;  ///< of sequences that set it themselves
  std::map<QualifiedName, SqlUserType> types;
  std::map<std::string, std::string> extensions;  ///< name to schema
  std::vector<UnmodelledObject> unmodelled;
  std::map<QualifiedName, std::string>
      routine_types;  ///< the input types of each unmodelled routine, by its name
  std::vector<std::string> search_path{"$user", "public"};
  std::string client_encoding = "UTF8";
  std::string default_tablespace;              ///< empty: the default of the database
  std::string default_access_method;           ///< empty: heap
  std::map<std::string, std::size_t> skipped;  ///< the number of skipped statements, by what they are

  /// Returns the schema in which a new object without a schema is created; it is empty if no schema of the
  /// search path exists.
  Name creation_schema() const;
  /// Returns the schemas in which an unqualified name is looked up, in order.
  std::vector<Name> lookup_path() const;

  SqlTable* table(const QualifiedName& name);
  const SqlRelation* relation(const QualifiedName& name) const;
  std::optional<QualifiedName> find_relation(const std::string& schema, const std::string& name) const;
  std::optional<QualifiedName> find_type(const std::string& schema, const std::string& name) const;

  void add_table(SqlTable table);
  void add_relation(const QualifiedName& name, SqlRelation relation) { relations_[name] = relation; }
  void remove_relation(const QualifiedName& name) {
    relations_.erase(name);
    sequence_persistence.erase(name);
  }
  const std::map<QualifiedName, SqlRelation>& relations() const { return relations_; }

  /// Adds a constraint to a table; a nameless one gets the name that the server would choose now.
  SqlConstraint& add(SqlTable& table, SqlConstraint constraint);
  /// Removes the constraints for which `which` returns true.
  template <class Which>
  void remove_constraints(SqlTable& table, const Which& which) {
    for (std::size_t i = table.constraints.size(); i-- > 0;)
      if (which(table.constraints[i])) remove_constraint(table, i);
  }
  void rename(SqlTable& table, SqlConstraint& constraint, const Name& name);
  /// Returns the name that the server would choose for an index on a relation that is not a table.
  Name index_name(const QualifiedName& relation, const Index& index) const;
  /// Adds a check to a domain; a nameless one gets the name that the server would choose now.
  void add_check(SqlUserType& domain, DomainCheck check);
  void remove_check(SqlUserType& domain, std::vector<DomainCheck>::iterator check);
  void rename_check(const SqlUserType& domain, DomainCheck& check, const Name& name);
  /// Returns the name that the server would choose for the sequence of a column.
  Name sequence_name(const SqlTable& table, const Name& column) const;

  /// Returns the tables that inherit from this one.
  std::vector<SqlTable*> children(const QualifiedName& parent);
  void add_parent(SqlTable& table, const QualifiedName& parent);
  /// Records the new name of a child table, so that children() finds it.
  void note_child(const SqlTable& table);

  void add_unmodelled(std::string kind, QualifiedName name, QualifiedName table = {});
  /// Returns false if there was no such object.
  bool remove_unmodelled(std::string_view kind, const QualifiedName& name, const QualifiedName& table = {});
  UnmodelledObject* unmodelled_object(std::string_view kind, const QualifiedName& name,
                                      const QualifiedName& table = {});
  void skip(const std::string& what) { ++skipped[what]; }

  /// Reserve and release the names that a constraint occupies.
  void claim(const SqlTable& table, const Constraint& constraint);
  void release(const SqlTable& table, const SqlConstraint& made);
  void claim_checks(const SqlUserType& domain);
  void release_checks(const SqlUserType& domain);

 private:
  void release(const SqlTable& table, const Constraint& constraint);
  void release_constraint(const QualifiedName& name);
  /// Reserves the names of the extra pg_constraint entries of a foreign key for the partitions of the
  /// referred table.
  void claim_parts(const SqlTable& of, SqlConstraint& reference, const QualifiedName& referred);
  void remove_constraint(SqlTable& table, std::size_t position);

  std::map<QualifiedName, SqlRelation> relations_;
  std::set<QualifiedName> children_;               ///< the tables that have, or had, a parent
  std::multiset<QualifiedName> constraint_names_;  ///< schema and name
};

/// Tells whether a constraint occupies a name in pg_class: an index, or a constraint that owns one.
bool is_sql_relation(const Constraint& constraint);
/// Returns the comment of a constraint of any kind.
std::string& comment_of(Constraint& constraint);

/// Returns a type as format_type() prints it with an empty search path.
std::string to_string(const SqlType& type);

/// Reports expressions that name columns that do not exist, as the server would reject them. A table that is
/// named in `failed` may lack columns that are declared, and is left out.
void find_unknown_columns(const SimulatedCatalog& simulated, const std::set<std::string>& failed,
                          Faults& faults);

/// Converts the simulated catalog into a sorted Catalog.
Catalog catalog_of(const SimulatedCatalog& simulated);

}  // namespace tenon
