// Removes known secrets from messages of other software.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// Takes secrets out of texts that others wrote: libpq, servers and parsers of command lines echo what they
/// were given. Every message of theirs goes through one before anybody sees it.
class Redactor {
 public:
  /// `secret` as it is, and percent-encoded as in a URL. An empty one is none.
  void add(const std::string& secret);
  /// The secrets of a source; see secrets_of().
  void add_source(std::string_view source);
  /// `text` with *** in place of every secret, of a piece of one that begins or ends what is quoted, and of
  /// the hidden parts of every URL.
  std::string operator()(const std::string& text) const;

 private:
  std::vector<std::string> secrets_;
};

}  // namespace tenon
