#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// Takes secrets out of texts that others wrote: libpq and servers echo what they were given. Every message
/// of theirs goes through one before anybody sees it.
class Redactor {
 public:
  /// `secret` as it is, and percent-encoded as in a URL. An empty one is none.
  void add(const std::string& secret);
  /// `text` with every secret replaced by ***, and with the user part of every URL in it.
  std::string operator()(std::string text) const;

 private:
  std::vector<std::string> secrets_;  ///< longest first
};

/// `%40` to `@`; what is no escape stays.
std::string percent_decoded(std::string_view text);

}  // namespace tenon
