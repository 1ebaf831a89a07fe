// What a database can do, one fact a behaviour.

#pragma once

#include <cstddef>
#include <string_view>

namespace tenon {

/// What a database can do and what it does by itself. Each fact is one behaviour and is named after what is
/// asked; none stands for a product or for another fact.
struct Capabilities {
  // ALTER TABLE.
  bool can_alter_constraints = true;   ///< ADD and DROP CONSTRAINT
  bool can_alter_checks = true;        ///< the same of checks at least
  bool can_alter_columns = true;       ///< ALTER COLUMN TYPE, SET NOT NULL, SET DEFAULT
  bool validates_later = false;        ///< ADD CONSTRAINT NOT VALID, then VALIDATE CONSTRAINT
  bool builds_beside_writers = false;  ///< CREATE and DROP INDEX CONCURRENTLY

  // Names.
  bool names_constraints = true;            ///< every constraint has a name in the catalog, given or made
  bool keys_name_their_index = true;        ///< the index of a key has its name, and so shares the tables'
  bool index_names_per_schema = true;       ///< tables and indexes share one name space, per schema
  bool index_names_can_be_left_out = true;  ///< CREATE INDEX ON t (a)
  std::size_t max_name = 0;                 ///< longest name kept, in bytes; 0: no limit

  // Keys and foreign keys.
  bool checks_references = true;        ///< a foreign key needs its parent and a key there when created
  bool keys_refuse_null = true;         ///< every primary key makes its columns NOT NULL
  bool keys_take_any_collation = true;  ///< a foreign key may refer to a key of another collation
  bool defers_on_command = true;        ///< SET CONSTRAINTS: DEFERRABLE alone means something
  bool has_match = true;                ///< MATCH FULL is checked; else it is read and means nothing
  bool has_nulls_not_distinct = true;   ///< UNIQUE NULLS NOT DISTINCT
  bool has_exclusions = true;           ///< EXCLUDE
  /// `REFERENCES parent` without columns means the primary key that the parent has at the time.
  bool references_stay_implied = false;

  // The rules of Actian PSQL's relational integrity (Designing Databases, "Referential Integrity").
  bool references_copy_the_key = false;  ///< the columns of a foreign key must equal those of the primary key
  bool references_make_an_index = false;    ///< a foreign key has an index of its own
  bool reference_names_are_global = false;  ///< unique in the database, whatever the table
  bool creates_tables_without_own_references =
      false;                                   ///< CREATE TABLE takes no reference to the table itself
  bool references_skip_existing_rows = false;  ///< only later writes are checked

  // Columns.
  bool has_identity_columns = true;                     ///< GENERATED AS IDENTITY
  bool has_serial_types = true;                         ///< `serial` is an integer with a sequence of its own
  bool generated_columns_are_stored_by_default = true;  ///< GENERATED ALWAYS AS without VIRTUAL or STORED
  bool has_native_boolean = true;                       ///< boolean takes nothing but true, false and NULL

  // Types.
  bool has_extensions = true;
  bool has_enums = true;               ///< CREATE TYPE AS ENUM
  bool has_domains = true;             ///< CREATE DOMAIN
  bool has_user_types = true;          ///< CREATE TYPE of composites and ranges
  bool has_row_types = true;           ///< each table has a type of its name
  bool types_have_aliases = true;      ///< `int4` is `integer`; else a type is whatever was written
  bool types_bind_values = true;       ///< a value has the type and length of its column; else an affinity
  bool types_can_be_left_out = false;  ///< CREATE TABLE t (a)

  // Indexes and collations.
  std::string_view default_index_method = "";  ///< "btree"; empty without methods
  bool has_nulls_order = true;                 ///< NULLS FIRST and NULLS LAST in an index
  bool has_storage_parameters = true;          ///< WITH (fillfactor = 70)
  bool lifts_collations = true;  ///< a COLLATE at the top of an index's expression is the element's
  /// "binary": the collation where none is given; empty: that of the type.
  std::string_view default_collation = "";

  // Sequences, comments, sessions.
  bool has_sequences = true;
  bool sequences_follow_logging = true;  ///< a table's sequences are unlogged as it is
  bool has_comments = true;
  bool settings_change_meaning =
      true;  ///< what a statement means depends on the session (search_path, DateStyle)

  // What tenon itself can tell without a database.
  bool expressions_can_be_parsed = false;  ///< the linked parser reads expressions of this dialect
};

}  // namespace tenon
