#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "declare/faults.h"
#include "model/catalog.h"

namespace tenon {

/// A type as a column has it: a built-in one, or one that a statement made.
struct SqlType {
  std::string builtin;    ///< as pg_type names it: `varchar`; empty: see `user`
  QualifiedName user;     ///< without a schema: a name that no statement explains
  std::string modifiers;  ///< `(30)`; the fields of an interval with their blank before them
  bool array = false;

  friend bool operator==(const SqlType&, const SqlType&) = default;
};

struct SqlColumn {
  Column column;  ///< its type is that of `type`
  SqlType type;
  bool local = true;                ///< declared on this table, whoever hands it down besides
  int inherited = 0;                ///< how many parents hand it down
  QualifiedName identity_sequence;  ///< the one behind an identity column; it is part of the column
};

struct SqlConstraint {
  Constraint constraint;
  bool local = true;                      ///< false: a parent hands it down, and it is the parent's
  QualifiedName parent = {};              ///< the index of the partitioned table that it is part of
  bool is_unresolved = false;             ///< a foreign key to a table that is not there yet
  std::string index_comment = {};         ///< of the index of a key, beside its own
  std::vector<QualifiedName> parts = {};  ///< the names of a foreign key's entries for referred partitions
};

/// Constraints in the order in which the server makes them.
struct SqlPending {
  std::vector<SqlConstraint> checks;
  std::vector<SqlConstraint> indexes;  ///< primary keys, uniques and exclusions
  std::vector<SqlConstraint> foreign_keys;
};

/// A part of a partition key: a column, or an expression; with collation and operator class behind it.
struct SqlPartitionPart {
  Name column;
  std::string expression;
  std::string rest;
};

struct SqlTable {
  Table table;  ///< its name, comment, options and source; columns and constraints stand below
  std::vector<SqlColumn> columns;
  std::vector<SqlConstraint> constraints;
  std::vector<QualifiedName> parents;
  bool partitioned = false;
  std::string partition_strategy;  ///< RANGE, LIST or HASH
  std::vector<SqlPartitionPart> partition_key;
  bool partition = false;
  bool temporary = false;
  QualifiedName type = {};  ///< of a typed table: what it is of

  SqlColumn* column(const Name& name);
  SqlConstraint* constraint(const Name& name);
  SqlConstraint* index(const Name& name);  ///< what is, or owns, an index of this name
};

enum class SqlTypeKind { kEnum, kDomain, kComposite, kRange, kBase, kShell };

struct SqlUserType {
  SqlTypeKind kind = SqlTypeKind::kEnum;
  Enum type;                          ///< labels of an enum; the name of any
  std::vector<SqlColumn> attributes;  ///< of a composite type; of a domain or a range the one it is made of
  Domain domain;                      ///< of a domain: the rest
  Options options;                    ///< of a range
};

enum class SqlRelationKind { kTable, kIndex, kSequence, kView, kMaterializedView, kForeignTable, kComposite };

/// How long what a relation holds lives.
enum class SqlPersistence { kLogged, kUnlogged, kTemporary };

struct SqlRelation {
  SqlRelationKind kind = SqlRelationKind::kTable;
  QualifiedName table;  ///< of an index: where it stands
};

/// Everything that the statements read so far have made: what the database would hold at that point.
class SimulatedCatalog {
 public:
  SimulatedCatalog();

  std::map<Name, Schema> schemas;
  std::map<QualifiedName, SqlTable> tables;
  std::map<QualifiedName, Sequence> sequences;
  std::map<QualifiedName, SqlPersistence> sequence_persistence;  ///< of those that say it for themselves
  std::map<QualifiedName, SqlUserType> types;
  std::map<std::string, std::string> extensions;  ///< name to schema
  std::vector<UnmodelledObject> unmodelled;
  std::map<QualifiedName, std::string>
      routine_types;  ///< the input types of a routine among them, by its name
  std::vector<std::string> search_path{"$user", "public"};
  std::string client_encoding = "UTF8";
  std::string default_tablespace;     ///< empty: the database's
  std::string default_access_method;  ///< empty: heap
  std::map<std::string, std::size_t>
      skipped;  ///< statements that say nothing about a schema, by what they are

  /// Where something of this name would be made; empty when no schema of the search path is there.
  Name creation_schema() const;
  /// The schemas that a bare name is looked up in, in order.
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

  /// Puts a constraint on a table; one without a name gets the one that the server would choose now.
  SqlConstraint& add(SqlTable& table, SqlConstraint constraint);
  /// Takes constraints off a table; `which` says of each whether it goes.
  template <class Which>
  void remove_constraints(SqlTable& table, const Which& which) {
    for (std::size_t i = table.constraints.size(); i-- > 0;)
      if (which(table.constraints[i])) remove_constraint(table, i);
  }
  void rename(SqlTable& table, SqlConstraint& constraint, const Name& name);
  /// The name that the server would choose now for an index on something that is no table.
  Name index_name(const QualifiedName& relation, const Index& index) const;
  /// A free name for a sequence behind a column.
  Name sequence_name(const SqlTable& table, const Name& column) const;

  /// The tables that have this one as a parent.
  std::vector<SqlTable*> children(const QualifiedName& parent);
  void add_parent(SqlTable& table, const QualifiedName& parent);
  /// A table has another name: who looks for children must find it under that.
  void note_child(const SqlTable& table);

  void add_unmodelled(std::string kind, QualifiedName name, QualifiedName table = {});
  /// False when there was none such.
  bool remove_unmodelled(std::string_view kind, const QualifiedName& name, const QualifiedName& table = {});
  UnmodelledObject* unmodelled_object(std::string_view kind, const QualifiedName& name,
                                      const QualifiedName& table = {});
  void skip(const std::string& what) { ++skipped[what]; }

  /// The names that a constraint takes up, and gives back.
  void claim(const SqlTable& table, const Constraint& constraint);
  void release(const SqlTable& table, const SqlConstraint& made);

 private:
  void release(const SqlTable& table, const Constraint& constraint);
  /// The names of a foreign key's entries for the partitions of what it refers to.
  void claim_parts(const SqlTable& of, SqlConstraint& reference, const QualifiedName& referred);
  void remove_constraint(SqlTable& table, std::size_t position);

  std::map<QualifiedName, SqlRelation> relations_;
  std::set<QualifiedName> children_;               ///< the tables that have, or had, a parent
  std::multiset<QualifiedName> constraint_names_;  ///< schema and name
};

/// Whether a constraint stands among the relations: an index, or what owns one.
bool is_sql_relation(const Constraint& constraint);
/// The comment of any constraint.
std::string& comment_of(Constraint& constraint);

/// A type as format_type() prints it under an empty search path.
std::string shown(const SqlType& type);

/// What expressions name must be there, as it is in a database.
void find_unknown_columns(const SimulatedCatalog& simulated, Faults& faults);

/// The sorted catalog of what a world holds.
Catalog catalog_of(const SimulatedCatalog& simulated);

}  // namespace tenon
