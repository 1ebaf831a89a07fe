// Parses templates and puts values into them.

#include "config/row_template.h"

#include <functional>

#include "config/read_secret.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "model/redaction.h"

namespace tenon {

namespace {

/// A piece of a template: text, or the name of a column.
struct Piece {
  std::string text;
  bool is_column = false;
};

struct Template {
  std::vector<Piece> pieces;
  std::string fault;
};

Template parsed_template(std::string_view text) {
  Template made;
  const auto add = [&](char c) {
    if (made.pieces.empty() || made.pieces.back().is_column) made.pieces.push_back({});
    made.pieces.back().text += c;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool is_doubled = at + 1 < text.size() && text[at + 1] == c;
    if ((c == '{' || c == '}') && is_doubled) {
      add(c);
      ++at;
    } else if (c == '{') {
      const auto end = text.find('}', at);
      if (end == std::string_view::npos || end == at + 1) {
        made.fault = "a { begins the name of a column and a } ends it; write {{ for a brace";
        return made;
      }
      made.pieces.push_back({std::string(text.substr(at + 1, end - at - 1)), true});
      at = end;
    } else {
      add(c);
    }
  }
  return made;
}

const std::string& value_of_column(const std::string& column, const TargetRow& row) {
  const auto found = row.find(column);
  if (found != row.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [name, value] : row) known.push_back(name);
  throw Error(Fault::kConfiguration, "the rows have no column \"" + column + "\"" + hint(column, known));
}

using Encode = std::function<std::string(const std::string&)>;

std::string filled_by(std::string_view text, const TargetRow& row, const Encode& encode) {
  std::string all;
  for (const Piece& piece : parsed_template(text).pieces)
    all += piece.is_column ? encode(value_of_column(piece.text, row)) : piece.text;
  return all;
}

std::string as_it_is(const std::string& value) { return value; }

/// A path of SQLite keeps its slashes; the host of a server its colon and brackets.
Encode encoding_for(std::string_view url) {
  const std::string_view kept = url.starts_with("sqlite:") ? "-._~/" : "-._~:[],";
  return [kept](const std::string& value) { return percent_encoded(value, kept); };
}

bool is_one_column(std::string_view text) {
  const Template parsed = parsed_template(text);
  return parsed.pieces.size() == 1 && parsed.pieces.front().is_column;
}

}  // namespace

std::vector<std::string> columns_of_template(std::string_view text) {
  std::vector<std::string> all;
  for (const Piece& piece : parsed_template(text).pieces)
    if (piece.is_column) all.push_back(piece.text);
  return all;
}

std::string glob_of_template(std::string_view text) {
  std::string glob;
  for (const Piece& piece : parsed_template(text).pieces) glob += piece.is_column ? "*" : piece.text;
  return glob;
}

std::string template_fault(std::string_view text) { return parsed_template(text).fault; }

std::string filled(std::string_view text, const TargetRow& row) { return filled_by(text, row, as_it_is); }

SecretReference filled(const SecretReference& reference, const TargetRow& row) {
  SecretReference made = reference;
  made.name = filled(reference.name, row);
  for (std::string& word : made.command) word = filled(word, row);
  const std::string& text = reference.text.exposed();
  if (reference.kind != SecretKind::kText) return made;
  if (is_one_column(text)) {
    SecretReference whole = reference_of(filled(text, row), reference.folder);
    whole.password = reference.password;
    return whole;
  }
  made.text = filled_by(text, row, encoding_for(text));
  return made;
}

}  // namespace tenon
