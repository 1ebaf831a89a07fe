// The conditions of a request that changes something: its headers in, a question to what is there out.

#pragma once

#include "service/http/message.h"
#include "store/definition_book.h"

namespace tenon {

/// Returns the ETag of a definition, or of an answer that holds one: `whole` is the digest of the rest, which
/// no condition of a change looks at. An audit between reading and writing is in nobody's way.
std::string etag_of(const Definition& definition, const std::string& whole = "");

/// Returns what `If-Match` and `If-None-Match` ask of a definition (RFC 9110, sections 13.1.1 and 13.1.2):
/// tags as etag_of() makes them, weak or not, or `*`.
Precondition precondition_of(const HttpRequest& request);

}  // namespace tenon
