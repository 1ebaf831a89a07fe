// Reads the file of tokens.

#include "service/auth/tokens_file.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "model/digest.h"
#include "model/faults.h"
#include "service/auth/secret.h"
#include "store/token_book.h"

namespace tenon {

namespace {

constexpr std::size_t kDigestDigits = 64;

/// Returns 64 hex digits in lower case; nullopt for any other text.
std::optional<std::string> digest_named(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string made;
  for (const char c : text) {
    if (hex_value(c) < 0) return std::nullopt;
    made += kDigits[static_cast<std::size_t>(hex_value(c))];
  }
  return made.size() == kDigestDigits ? std::optional(made) : std::nullopt;
}

/// Reads one line of a file of tokens; what is wrong goes to `faults`.
std::optional<FileToken> read_line(std::string_view line, const Source& at, Faults& faults) {
  const auto first = line.find(':');
  const auto last = line.rfind(':');
  if (first == std::string_view::npos || first == last) {
    faults.add(at, has_form_of_token(line) ? "a token itself stands in the file; keep its SHA-256 there"
                                           : "a line is NAME:SCOPE[,SCOPE]:SHA256");
    return std::nullopt;
  }
  FileToken token{std::string(line.substr(0, first)), {}, {}};
  const auto scopes = parsed_scopes(line.substr(first + 1, last - first - 1));
  const auto digest = digest_named(line.substr(last + 1));
  if (const std::string fault = token_name_fault(token.name); !fault.empty()) faults.add(at, fault);
  if (!scopes)
    faults.add(at, "scopes stand between the colons, with commas: " + with_commas(access_scope_words()));
  if (!digest)
    faults.add(at, "a line ends in the SHA-256 of the token, 64 hex digits: printf %s TOKEN | sha256sum");
  token.scopes = scopes.value_or(Scopes());
  token.digest = digest.value_or("");
  return token;
}

}  // namespace

std::vector<FileToken> parsed_tokens_file(const Document& file) {
  std::vector<FileToken> tokens;
  Faults faults;
  std::string_view rest = file.text;
  for (int number = 1; !rest.empty(); ++number) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    Source at{file.path, number, 1};
    auto token = read_line(line, at, faults);
    if (!token) continue;
    if (!token->digest.empty() &&
        std::ranges::find(tokens, token->digest, &FileToken::digest) != tokens.end())
      faults.add(at, "another line has the same SHA-256");
    tokens.push_back(std::move(*token));
  }
  faults.raise(Fault::kConfiguration);
  return tokens;
}

}  // namespace tenon
