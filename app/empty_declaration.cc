// Refuses files that declare nothing unasked.

#include "app/empty_declaration.h"

#include <algorithm>
#include <string>

#include "model/dialect.h"
#include "model/emptiness.h"
#include "model/error.h"
#include "model/listing.h"
#include "sql/token.h"

namespace tenon {

namespace {

bool is_blank(const Document& document) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  std::string_view text = document.text;
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Why nothing is declared.
std::string reason_of_nothing(const OpenSource& source, const Declaration& read) {
  const std::vector<Document>& documents = source.documents();
  const std::string whose = documents.size() > 1 ? "they" : "it";
  if (std::ranges::all_of(documents, is_blank))
    return documents.size() > 1 ? "they are empty" : "it is empty";
  if (source.side().kind == "json")
    return whose + " " + (documents.size() > 1 ? "have" : "has") + " no tables";
  const Dialect& dialect = *read.catalog.dialect;
  const bool has_words = std::ranges::any_of(
      documents, [&](const Document& document) { return !tokens(document.text, dialect).empty(); });
  if (!has_words) return whose + (documents.size() > 1 ? " hold" : " holds") + " only comments";
  return "no statement creates anything" + (read.notes.empty() ? "" : " (" + few(read.notes) + ")");
}

}  // namespace

void require_meant(const OpenSource& source, const Declaration& read) {
  if (source.database()) return;
  const bool is_empty = holds_nothing(read.catalog);
  const std::string what = to_string(source.side());
  const bool is_json = source.side().kind == "json";
  const std::string words = is_json ? "\"declares_nothing\": true" : std::string(kDeclaresNothing);
  if (!is_empty && read.declares_nothing)
    throw Error(Fault::kDeclaration,
                what + " says " + words + ", and declares something; take the one or the other out");
  if (is_empty && !read.declares_nothing)
    throw Error(Fault::kDeclaration, what + " declares nothing: " + reason_of_nothing(source, read) +
                                         "; if the database is to hold nothing, write " + words +
                                         " into the file");
}

}  // namespace tenon
