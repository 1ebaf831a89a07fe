// Removes known secrets from messages of other software.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// Removes secrets from messages of other components: libpq, servers and command-line parsers echo what they
/// were given. Every such message passes through a Redactor before it is shown.
class Redactor {
 public:
  /// Adds a secret, as it is and percent-encoded as in a URL. An empty one is ignored.
  void add(const std::string& secret);
  /// Adds the secrets of a source; see secrets_of().
  void add_source(std::string_view source);
  /// Returns `text` with *** in place of every secret, of every piece of one that begins or ends a quoted
  /// text, and of the hidden parts of every URL.
  std::string operator()(const std::string& text) const;

 private:
  std::vector<std::string> secrets_;
};

}  // namespace tenon
