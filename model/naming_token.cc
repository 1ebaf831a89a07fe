// Computes the value of a token of a naming template.

#include "model/naming_token.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "model/digest.h"
#include "model/error.h"
#include "model/naming_template.h"

namespace tenon {

namespace {

using Columns = std::vector<NamingSubject::Column>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[noreturn]] void refuse_unknown(std::string_view token) {
  throw Error(
      Fault::kDeclaration,
      "the naming token %(" + std::string(token) +
          ")s does not exist; there are table_name, column_K_name, column_K_key, column_K_label, "
          "column_0N_name and column_0_N_name (also _key and _label), constraint_name and, for foreign "
          "keys, referred_table_name, referred_column_K_name, referred_column_0N_name and "
          "referred_column_0_N_name");
}

void require_foreign_key(const NamingSubject& subject, std::string_view token) {
  if (subject.mnemonic == "fk") return;
  throw Error(Fault::kDeclaration,
              "the naming token %(" + std::string(token) + ")s is for foreign keys only, and this is none");
}

std::string label(const NamingSubject& subject, const std::string& column) {
  std::string schema = subject.schema;
  std::ranges::replace(schema, '.', '_');
  return (schema.empty() ? "" : schema + "_") + subject.table + "_" + column;
}

std::string referred_table_name(const NamingSubject& subject, std::string_view token) {
  require_foreign_key(subject, token);
  if (subject.referred_schema.find('.') == std::string::npos) return subject.referred_table;
  throw Error(Fault::kDeclaration,
              "the naming token %(referred_table_name)s cannot tell schema from table in " +
                  subject.referred_schema + "." + subject.referred_table +
                  ", as the schema has a dot in it; give this foreign key a name");
}

std::string constraint_name(const NamingSubject& subject) {
  if (subject.given) return *subject.given;
  throw Error(
      Fault::kDeclaration,
      "the naming convention has %(constraint_name)s for this kind of constraint, and this one has no "
      "name; give it one");
}

std::string referred_fullnames(const NamingSubject& subject) {
  require_foreign_key(subject, "referred_fullnames");
  const std::string table =
      (subject.referred_schema.empty() ? "" : subject.referred_schema + ".") + subject.referred_table + ".";
  std::string all;
  for (const auto& column : subject.referred_columns) all += (all.empty() ? "" : "_") + table + column.key;
  return all;
}

/// The parts of `[referred_]column_<digits>[_]?[N]_<attribute>`.
struct ColumnToken {
  bool referred = false;
  std::string_view digits;
  bool all = false;            ///< N: every column
  std::string_view separator;  ///< between them
  std::string_view attribute;
};

std::optional<ColumnToken> column_token(std::string_view text) {
  const auto take = [&text](std::string_view word) {
    const bool found = text.starts_with(word);
    if (found) text.remove_prefix(word.size());
    return found;
  };
  ColumnToken token;
  token.referred = take("referred_");
  if (!take("column_")) return std::nullopt;
  const std::size_t digits =
      static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
  token.digits = text.substr(0, digits);
  text.remove_prefix(digits);
  if (take("_N_")) {
    token.all = true;
    token.separator = "_";
  } else if (take("N_")) {
    token.all = true;
  } else if (!take("_")) {
    return std::nullopt;
  }
  token.attribute = text;
  if (token.digits.empty() || text.empty()) return std::nullopt;
  return token;
}

bool exists(const ColumnToken& token) {
  if (token.all && token.digits != "0") return false;
  if (token.attribute == "name") return true;
  return !token.referred && (token.attribute == "key" || token.attribute == "label");
}

std::string attribute(const ColumnToken& token, const NamingSubject& subject, std::size_t position) {
  const Columns& columns = token.referred ? subject.referred_columns : subject.columns;
  if (position >= columns.size()) {
    if (!token.referred) return "";
    throw Error(Fault::kDeclaration, "the naming token %(referred_column_" + std::string(token.digits) +
                                         "_name)s asks for more columns than the foreign key has");
  }
  if (token.attribute == "key") return columns[position].key;
  if (token.attribute == "label") return label(subject, columns[position].name);
  return columns[position].name;
}

/// SQLAlchemy names an index over expressions alone `ix_`, which the second one cannot be called.
void require_column(const NamingSubject& subject) {
  const bool has_elements = subject.mnemonic == "ix" || subject.mnemonic == "ex";
  if (!has_elements || !subject.columns.empty()) return;
  throw Error(Fault::kDeclaration, "the naming convention takes the name of this " +
                                       std::string(subject.mnemonic == "ix" ? "index" : "exclusion") +
                                       " from a column, and it is over expressions alone; give it a name");
}

std::string column_value(const ColumnToken& token, const NamingSubject& subject) {
  if (!token.referred) require_column(subject);
  if (!token.all) {
    std::size_t position =
        std::numeric_limits<std::size_t>::max();  // also if the number is too large to read
    std::from_chars(token.digits.data(), token.digits.data() + token.digits.size(), position);
    return attribute(token, subject, position);
  }
  std::string joined;
  const Columns& columns = token.referred ? subject.referred_columns : subject.columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) joined += token.separator;
    joined += attribute(token, subject, i);
  }
  return joined;
}

std::string built_in_value(const NamingSubject& subject, std::string_view name) {
  if (name == "table_name") return subject.table;
  if (name == "constraint_name") return constraint_name(subject);
  if (name == "referred_table_name") return referred_table_name(subject, name);
  const auto token = column_token(name);
  if (!token || !exists(*token)) refuse_unknown(name);
  if (token->referred) require_foreign_key(subject, name);
  return column_value(*token, subject);
}

/// Returns the value of a part of a custom token: text in single quotes, a template when it has a `%`, else
/// the name of a token.
std::string part_value(const std::string& part, const NamingSubject& subject) {
  if (part.size() > 1 && part.front() == '\'' && part.back() == '\'') return part.substr(1, part.size() - 2);
  const auto value = [&subject](std::string_view name) {
    return name == "referred_fullnames" ? referred_fullnames(subject) : built_in_value(subject, name);
  };
  return part.find('%') == std::string::npos ? value(part) : formatted(part, value);
}

void change_case(std::string& text, char first, char last, char to) {
  for (char& c : text)
    if (c >= first && c <= last) c = static_cast<char>(c - first + to);
}

}  // namespace

std::string custom_value(const CustomToken& token, const NamingSubject& subject) {
  std::string text;
  for (std::size_t i = 0; i < token.parts.size(); ++i)
    text += (i == 0 ? "" : "_") + part_value(token.parts[i], subject);
  switch (token.make) {
    case CustomToken::Make::kUuid5:
      return uuid5(token.name_space, text);
    case CustomToken::Make::kUpper:
      change_case(text, 'a', 'z', 'A');
      break;
    case CustomToken::Make::kLower:
      change_case(text, 'A', 'Z', 'a');
      break;
    case CustomToken::Make::kText:
      break;
  }
  return text;
}

std::string token_value(const NamingConvention& convention, const NamingSubject& subject,
                        std::string_view token) {
  const auto custom = convention.tokens.find(std::string(token));
  return custom == convention.tokens.end() ? built_in_value(subject, token)
                                           : custom_value(custom->second, subject);
}

}  // namespace tenon
