// Declares how the queries over unmodelled objects are completed: a query with placeholders in, SQL out.

#pragma once

#include <string>

namespace tenon {

/// Replaces the placeholders of a query over unmodelled objects. Nothing in braces but these is replaced; a
/// placeholder holds no braces.
///
///     {comment on OID of CATALOG}   the comment of an object on a line of its own, '' without one
///     {options of ARRAY}            `(name 'value', ...)` in the order of the names, '' for NULL and for an
///     empty array.
///                                   A value is shown if its option is known to hold no secret; for any
///                                   other there is the digest of a secret.
///     {secret digest of TEXT}         16 bits of the SHA-256 of a text that may be secret. They tell that it
///                                   changed, but for one change in 65536, and tell whoever guesses the text
///                                   no more than 16 bits. The server computes them: the text stays there.
///     {since N: SQL}, {before N: SQL}   SQL for a server of PostgreSQL N or later, or one before it, '' for
///     others
std::string completed(std::string query, int version);

}  // namespace tenon
