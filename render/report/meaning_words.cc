// The sentences about findings as two tables: by verb and kind, and by kind and attribute.

#include "render/report/meaning_words.h"

namespace tenon {

namespace {

template <class... Kinds>
constexpr unsigned any_of(Kinds... kinds) {
  return (kind_bit(kinds) | ...);
}

constexpr unsigned kKeys = any_of(Kind::kPrimaryKey, Kind::kUnique);
constexpr unsigned kIndexed = kKeys | any_of(Kind::kIndex, Kind::kExclusion);
constexpr unsigned kRules = kKeys | any_of(Kind::kCheck, Kind::kExclusion, Kind::kForeignKey);
constexpr unsigned kTypes = any_of(Kind::kEnum, Kind::kDomain, Kind::kType, Kind::kRange);
constexpr unsigned kAnything = ~0U;

constexpr MeaningWhen kAlways = MeaningWhen::kAlways;
constexpr MeaningWhen kTrue = MeaningWhen::kActuallyTrue;
constexpr MeaningWhen kNoneThere = MeaningWhen::kActuallyNone;
constexpr MeaningWhen kNoneDeclared = MeaningWhen::kDeclaredNone;

constexpr AttributeMeaning kAttributes[] = {
    // Columns.
    {any_of(Kind::kColumn), "type", kAlways,
     "{name} holds {actual} where {declared} is declared: values may not fit, or compare and sort otherwise"},
    {any_of(Kind::kColumn), "nullable", kTrue, "rows without a value in {name} are accepted"},
    {any_of(Kind::kColumn), "nullable", kAlways, "rows without a value in {name} are refused"},
    {any_of(Kind::kColumn), "default", kNoneThere,
     "a row inserted without {name} gets NULL, or is refused, instead of getting {declared}"},
    {any_of(Kind::kColumn), "default", kNoneDeclared,
     "a row inserted without {name} gets {actual}, where nothing is declared"},
    {any_of(Kind::kColumn), "default", kAlways,
     "a row inserted without {name} gets {actual} instead of {declared}"},
    {any_of(Kind::kColumn), "identity", kNoneThere,
     "the database does not number {name}: a row inserted without it gets no number"},
    {any_of(Kind::kColumn), "identity", kNoneDeclared, "the database numbers {name} by itself"},
    {any_of(Kind::kColumn), "identity", kAlways, "{name} is numbered by other settings than declared"},
    {any_of(Kind::kColumn), "generated", kNoneThere,
     "the database does not compute {name}: it holds what statements write"},
    {any_of(Kind::kColumn), "generated", kNoneDeclared,
     "the database computes {name}: statements that write it fail"},
    {any_of(Kind::kColumn), "generated", kAlways, "{name} is computed by another expression"},
    {any_of(Kind::kColumn, Kind::kDomain), "collation", kAlways,
     "texts in {name} sort and compare by other rules, in queries, indexes and keys"},
    {any_of(Kind::kColumn), "inherited", kAlways,
     "a change of {name} in the parent table reaches this table otherwise than declared"},
    {any_of(Kind::kColumn), "options", kAlways, "how {name} is stored or watched differs; its values do not"},
    {any_of(Kind::kColumn), "storage", kAlways,
     "large values of {name} are stored as {actual}: size and speed differ, values do not"},
    {any_of(Kind::kColumn), "compression", kAlways,
     "large values of {name} are compressed otherwise: size and speed differ, values do not"},
    {any_of(Kind::kColumn), "statistics", kAlways,
     "the planner knows more or less of the values of {name}, and may choose other plans"},
    {any_of(Kind::kColumn), "not_null_not_valid", kTrue,
     "rows that were there before NOT NULL was added to {name} were never checked"},
    {any_of(Kind::kColumn), "not_null_name", kAlways,
     "its NOT NULL has another name; only what names it (a migration, an error handler) notices"},
    {any_of(Kind::kColumn), "not_null_no_inherit", kAlways,
     "tables that inherit from {table} take NULL in {name} otherwise than declared"},
    {any_of(Kind::kColumn), "not_null_on_conflict", kAlways,
     "a NULL for {name} is answered by {actual} instead of {declared}"},

    // Tables.
    {any_of(Kind::kTable), "inherits", kAlways,
     "{table} belongs to other parent tables: queries of a parent see other rows than declared"},
    {any_of(Kind::kTable), "options", kAlways, "how {table} is stored or guarded differs"},
    {any_of(Kind::kTable), "unlogged", kTrue, "a crash of the server empties {table}"},
    {any_of(Kind::kTable), "unlogged", kAlways, "{table} survives a crash, and writes take longer"},
    {any_of(Kind::kTable), "partition_by", kAlways, "rows of {table} are spread over partitions otherwise"},
    {any_of(Kind::kTable), "partition_bound", kAlways, "{table} takes other rows of its parent"},
    {any_of(Kind::kTable), "row_security", kTrue,
     "policies decide which rows of {table} a role sees and writes"},
    {any_of(Kind::kTable), "row_security", kAlways,
     "no policy decides who sees rows of {table}: every role with the right to read it sees all of them"},
    {any_of(Kind::kTable), "force_row_security", kTrue, "policies bind the owner of {table} too"},
    {any_of(Kind::kTable), "force_row_security", kAlways, "policies do not bind the owner of {table}"},
    {any_of(Kind::kTable), "replica_identity", kAlways,
     "a subscriber is told otherwise which row of {table} was changed or deleted, or the change fails"},
    {any_of(Kind::kTable), "access_method", kAlways, "the rows of {table} are stored by another method"},
    {any_of(Kind::kTable), "without_rowid", kAlways, "the rows of {table} are stored otherwise"},
    {any_of(Kind::kTable), "strict", kTrue, "{table} refuses values of another type than the column's"},
    {any_of(Kind::kTable), "strict", kAlways, "{table} accepts values of any type in any column"},
    {kAnything, "tablespace", kAlways, "it lies in another tablespace: on another disk, perhaps"},

    // Foreign keys.
    {any_of(Kind::kForeignKey), "columns", kAlways,
     "other columns of {table} must have a row in {referred}: {actual} instead of {declared}"},
    {any_of(Kind::kForeignKey), "referred_table", kAlways,
     "rows of {table} must have a row in {actual} instead of {declared}"},
    {any_of(Kind::kForeignKey), "referred_columns", kAlways,
     "rows of {table} are looked up in {referred} by {actual} instead of {declared}"},
    {any_of(Kind::kForeignKey), "ondelete", kAlways,
     "deleting a row of {referred} that {table} refers to does {actual} instead of {declared}"},
    {any_of(Kind::kForeignKey), "onupdate", kAlways,
     "changing the key of a row of {referred} does {actual} instead of {declared}"},
    {any_of(Kind::kForeignKey), "ondelete_columns", kAlways,
     "deleting a row of {referred} changes other columns of {table} than declared"},
    {any_of(Kind::kForeignKey), "match", kAlways,
     "rows of {table} with a NULL in part of the reference are judged by MATCH {actual} instead of "
     "{declared}"},
    {any_of(Kind::kForeignKey, Kind::kCheck), "validated", kAlways,
     "rows of {table} from before it was added were never checked and may break it"},
    {any_of(Kind::kForeignKey, Kind::kCheck), "enforced", kTrue, "the database enforces it"},
    {any_of(Kind::kForeignKey, Kind::kCheck), "enforced", kAlways,
     "the database does not enforce it: rows of {table} may break it"},
    {any_of(Kind::kForeignKey), "period", kAlways,
     "whether a row of {referred} must be there for the whole time of a row of {table} differs"},
    {any_of(Kind::kForeignKey), "options", kAlways, "what it checks, or whether, differs"},

    // Keys, indexes, exclusions.
    {kKeys, "columns", kAlways,
     "rows of {table} must differ in {actual} instead of {declared}: others are accepted, others refused"},
    {any_of(Kind::kIndex), "columns", kAlways,
     "the index helps other queries: it is over {actual} instead of {declared}"},
    {any_of(Kind::kIndex), "unique", kTrue, "{table} refuses rows that are equal in the indexed columns"},
    {any_of(Kind::kIndex), "unique", kAlways, "{table} accepts rows that are equal in the indexed columns"},
    {kIndexed, "include", kAlways,
     "queries that read only the index find other columns in it, and may have to read the table"},
    {kIndexed, "nulls_not_distinct", kTrue, "two rows of {table} with NULL count as equal and are refused"},
    {kIndexed, "nulls_not_distinct", kAlways, "rows of {table} that are equal but for a NULL are accepted"},
    {any_of(Kind::kIndex, Kind::kExclusion), "where", kNoneThere,
     "it holds for all rows of {table}, not for those where {declared}"},
    {any_of(Kind::kIndex, Kind::kExclusion), "where", kNoneDeclared,
     "it holds only for rows of {table} where {actual}"},
    {any_of(Kind::kIndex, Kind::kExclusion), "where", kAlways,
     "it holds for other rows of {table}: where {actual} instead of {declared}"},
    {any_of(Kind::kIndex, Kind::kExclusion), "using", kAlways,
     "an index of another method ({actual}) answers other kinds of conditions"},
    {kIndexed, "valid", kAlways,
     "the index is not usable as declared: queries pass it over, or part of it is missing"},
    {any_of(Kind::kIndex), "with", kAlways, "how the index is stored differs; what it finds does not"},
    {any_of(Kind::kIndex, Kind::kExclusion) | kKeys, "options", kAlways,
     "how its index is stored or marked differs"},
    {any_of(Kind::kExclusion), "elements", kAlways,
     "other pairs of rows of {table} are refused: {actual} instead of {declared}"},
    {kIndexed, "clustered", kAlways, "CLUSTER sorts the rows of {table} by another index"},
    {kIndexed, "replica_identity", kAlways,
     "a subscriber is told otherwise which row of {table} was changed or deleted"},
    {kIndexed, "index_comment", kAlways, "only what is written about its index differs"},
    {kKeys, "without_overlaps", kAlways, "whether two rows of {table} may overlap in time differs"},
    {kKeys, "on_conflict", kAlways, "a row that repeats a key is answered by {actual} instead of {declared}"},
    {any_of(Kind::kPrimaryKey), "autoincrement", kTrue, "a key of a deleted row is never used again"},
    {any_of(Kind::kPrimaryKey), "autoincrement", kAlways, "a key of a deleted row may be used again"},
    {kKeys, "order", kAlways, "its index is sorted otherwise, which may help other queries"},
    {kKeys, "collate", kAlways, "its index compares texts by other rules"},
    {kRules, "deferrable", kTrue, "a transaction may put off the check until it commits"},
    {kRules, "deferrable", kAlways,
     "a transaction cannot put off the check: statements that rely on it fail"},
    {kRules, "initially", kAlways,
     "it is checked {actual} instead of {declared}: errors come at another time"},

    // Checks.
    {any_of(Kind::kCheck), "sqltext", kAlways,
     "{table} accepts and refuses rows by {actual} instead of {declared}"},
    {any_of(Kind::kCheck), "no_inherit", kAlways,
     "whether tables that inherit from {table} are held to it differs"},
    {any_of(Kind::kCheck), "options", kAlways, "what it checks, or whether, differs"},

    // Types, sequences, schemas, extensions.
    {any_of(Kind::kEnum), "labels", kAlways,
     "columns of the type accept other values, or sort them otherwise: {actual} instead of {declared}"},
    {any_of(Kind::kDomain), "type", kAlways, "columns of {name} hold {actual} instead of {declared}"},
    {any_of(Kind::kDomain), "nullable", kTrue, "columns of {name} accept NULL"},
    {any_of(Kind::kDomain), "nullable", kAlways, "columns of {name} refuse NULL"},
    {any_of(Kind::kDomain), "default", kAlways,
     "a column of {name} without a default of its own gets {actual} instead of {declared}"},
    {any_of(Kind::kDomain), "checks", kAlways,
     "columns of {name} accept other values: checks are {actual} instead of {declared}"},
    {any_of(Kind::kType), "attributes", kAlways,
     "values of {name} have other parts: {actual} instead of {declared}"},
    {any_of(Kind::kRange), "subtype", kAlways, "{name} is a range of {actual} instead of {declared}"},
    {any_of(Kind::kRange), "options", kAlways, "bounds of {name} compare otherwise"},
    {any_of(Kind::kRange), "subtype_opclass", kAlways, "bounds of {name} compare otherwise"},
    {any_of(Kind::kRange), "collation", kAlways, "bounds of {name} compare by other rules"},
    {any_of(Kind::kRange), "canonical", kAlways, "equal ranges of {name} may count as different"},
    {any_of(Kind::kRange), "subtype_diff", kAlways, "indexes over {name} are built otherwise"},
    {any_of(Kind::kRange), "multirange_type_name", kAlways,
     "statements that name the multirange type by its declared name fail"},
    {any_of(Kind::kSequence), "options", kAlways,
     "{name} gives other numbers: {actual} instead of {declared}"},
    {any_of(Kind::kSequence), "owned_by", kNoneThere,
     "{name} stays when the column that should own it is dropped"},
    {any_of(Kind::kSequence), "owned_by", kAlways, "{name} is dropped with {actual}"},
    {any_of(Kind::kSequence), "logging", kAlways,
     "whether a crash of the server resets {name} differs from what is declared"},
    {any_of(Kind::kExtension), "schema", kAlways,
     "statements that name its functions and types by the schema {declared} fail"},
    {any_of(Kind::kExtension), "version", kAlways,
     "its functions may be missing or behave as in version {actual}"},
    {kTypes | any_of(Kind::kSchema, Kind::kSequence, Kind::kTable, Kind::kColumn) | kRules |
         any_of(Kind::kIndex),
     "comment", kAlways, "only what is written about it differs; no statement behaves otherwise"},
};

struct VerbMeaning {
  FindingVerb verb;
  unsigned kinds;
  std::string_view text;
};

constexpr VerbMeaning kVerbs[] = {
    {FindingVerb::kAdd, any_of(Kind::kSchema), "nothing can be found or made in the schema {name}"},
    {FindingVerb::kAdd, any_of(Kind::kExtension), "its types, functions and operators are not there"},
    {FindingVerb::kAdd, kTypes, "no column can have the type {name}"},
    {FindingVerb::kAdd, any_of(Kind::kSequence), "nothing gives numbers by the name {name}"},
    {FindingVerb::kAdd, any_of(Kind::kTable), "statements that name {name} fail"},
    {FindingVerb::kAdd, any_of(Kind::kColumn), "statements that name {name} of {table} fail"},
    {FindingVerb::kAdd, any_of(Kind::kPrimaryKey), "{table} accepts rows with equal keys, or without one"},
    {FindingVerb::kAdd, any_of(Kind::kUnique), "{table} accepts rows that should differ and do not"},
    {FindingVerb::kAdd, any_of(Kind::kIndex), "queries that would use it read more of {table}"},
    {FindingVerb::kAdd, any_of(Kind::kCheck), "{table} accepts rows that break the condition"},
    {FindingVerb::kAdd, any_of(Kind::kExclusion), "{table} accepts rows that exclude each other"},
    {FindingVerb::kAdd, any_of(Kind::kForeignKey),
     "{table} can hold rows that refer to nothing in {referred}, and deletes there are not checked"},
    {FindingVerb::kDrop, any_of(Kind::kTable), "{name} is kept and may be used, though nothing declares it"},
    {FindingVerb::kDrop, any_of(Kind::kColumn), "{name} is kept, and may be required in new rows of {table}"},
    {FindingVerb::kDrop, any_of(Kind::kIndex),
     "every write to {table} keeps it up, though nothing declares it"},
    {FindingVerb::kDrop, any_of(Kind::kForeignKey),
     "{table} refuses rows that refer to nothing in {referred}, and deletes there are checked"},
    {FindingVerb::kDrop, kRules, "{table} refuses rows that the declared schema accepts"},
    {FindingVerb::kDrop, kAnything, "{name} is there, though nothing declares it"},
    {FindingVerb::kRename, any_of(Kind::kTable, Kind::kColumn, Kind::kSequence) | kTypes,
     "statements that use the declared name {name} fail; the definition is the same"},
    {FindingVerb::kRename, kAnything,
     "the definition is the same; only what names it (a migration, an error handler) notices"},
    {FindingVerb::kValidate, kAnything, "rows that were there before it was added were never checked"},
    {FindingVerb::kChange, kAnything, "it does not behave as declared"},
    {FindingVerb::kAdd, kAnything, "it is declared, and not there"},
    {FindingVerb::kUnknown, kAnything, "nobody can say whether it is as declared"},
};

}  // namespace

std::span<const AttributeMeaning> attribute_meanings() { return kAttributes; }

std::string_view verb_meaning(FindingVerb verb, Kind kind) {
  for (const VerbMeaning& row : kVerbs)
    if (row.verb == verb && (row.kinds & kind_bit(kind)) != 0) return row.text;
  return "it is not as declared";
}

}  // namespace tenon
