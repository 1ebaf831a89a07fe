// Default options of sequences, and what ALTER SEQUENCE AS makes of them.

#pragma once

#include <string>

#include "model/catalog.h"

namespace tenon {

/// Returns the options that PostgreSQL fills in if only the type and the increment are given. `increment` is
/// a whole number; a negative one counts down.
SequenceOptions sequence_defaults(const std::string& type, const std::string& increment);

/// Returns the options after ALTER SEQUENCE AS: bounds that equal those of the old type become those of the
/// new type, and other bounds are kept (manual, ALTER SEQUENCE).
SequenceOptions retyped(SequenceOptions options, const std::string& type);

/// The identity of a column of a type, as a dump restores it: the sequence has the type of the column, and
/// bounds that are the defaults of its own type are those of the column's (pg_dump, dumpSequence: it writes
/// no AS for an identity, and NO MINVALUE or NO MAXVALUE for a default). The catalog may hold another type,
/// after LIKE ... INCLUDING IDENTITY, which makes every sequence a bigint, or ALTER SEQUENCE ... AS.
Identity restored(Identity identity, const Type& column);

/// Returns the catalog with the logging of each sequence set where it differs from its table's. `follow`:
/// sequences follow their tables otherwise; before PostgreSQL 15 every sequence is logged.
Catalog with_own_logging(Catalog catalog, bool follow);

}  // namespace tenon
