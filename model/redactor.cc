// Removes known secrets from messages of other software.

#include "model/redactor.h"

#include <algorithm>
#include <utility>

#include "model/connection_text.h"
#include "model/redaction.h"

namespace tenon {

namespace {

/// Hiding a shorter secret would remove letters from ordinary words.
constexpr std::size_t kShortest = 3;
/// The minimum length of a quoted text that is treated as a piece of a secret.
constexpr std::size_t kShortestEcho = 4;

using HiddenParts = std::vector<HiddenPart>;

void add_occurrences(HiddenParts& parts, std::string_view text, std::string_view secret) {
  for (auto at = text.find(secret); at != std::string_view::npos; at = text.find(secret, at + 1))
    parts.push_back({at, at + secret.size(), true});
}

std::size_t common_length(std::string_view a, std::string_view b) {
  const auto end = std::mismatch(
      a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  return static_cast<std::size_t>(end.first - a.begin());
}

/// Adds the pieces of a secret that begin or end a quoted text: libpq quotes what it echoes, which may be a
/// secret that it has split at a delimiter of the URL.
void add_pieces(HiddenParts& parts, std::string_view text, std::string_view secret) {
  const std::size_t least = std::min(kShortestEcho, secret.size());
  const auto last = text.rfind('"');
  for (std::size_t at = text.find('"'); at < last; ++at)
    for (std::size_t from = 0; from + least <= secret.size(); ++from) {
      const std::size_t length = common_length(text.substr(at, last - at), secret.substr(from));
      const bool is_at_quote = at > 0 && (text[at - 1] == '"' || text[at + length] == '"');
      if (length >= least && is_at_quote) parts.push_back({at, at + length, true});
    }
}

void add_urls(HiddenParts& parts, std::string_view text) {
  for (const std::string_view url : urls_in(text)) {
    const auto begin = static_cast<std::size_t>(url.data() - text.data());
    for (const HiddenPart& part : hidden_parts(url))
      parts.push_back({begin + part.begin, begin + part.end, part.is_secret});
  }
}

}  // namespace

void Redactor::add(const std::string& secret) {
  if (secret.empty()) return;
  for (const std::string& form :
       {secret, percent_encoded(secret), percent_encoded(secret, kUnreserved, HexLetters::kLower)})
    if (std::ranges::find(secrets_, form) == secrets_.end()) secrets_.push_back(form);
}

void Redactor::add_source(std::string_view source) {
  for (const std::string& secret : secrets_of(source)) add(secret);
}

std::string Redactor::operator()(const std::string& text) const {
  HiddenParts parts;
  for (const std::string& secret : secrets_) {
    if (secret.size() >= kShortest) add_occurrences(parts, text, secret);
    add_pieces(parts, text, secret);
  }
  add_urls(parts, text);
  return with_hidden(text, std::move(parts));
}

}  // namespace tenon
