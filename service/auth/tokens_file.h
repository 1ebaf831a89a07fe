// The file of tokens that a configuration names: lines `NAME:SCOPE[,SCOPE]:SHA256` in, values out.

#pragma once

#include <string>
#include <vector>

#include "model/access_scope.h"
#include "model/document.h"

namespace tenon {

/// A token that is kept in a file: it has no end, and is revoked by removing its line.
struct FileToken {
  std::string name;
  Scopes scopes;
  std::string digest;  ///< 64 hex digits in lower case: the SHA-256 of the secret

  friend bool operator==(const FileToken&, const FileToken&) = default;
};

/// Reads a file of tokens; empty lines, and lines that begin with `#`, are passed over. Throws
/// Error(kConfiguration) with every fault and its place. No message repeats what the file holds.
std::vector<FileToken> parsed_tokens_file(const Document& file);

}  // namespace tenon
