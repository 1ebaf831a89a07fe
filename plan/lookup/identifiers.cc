// The lexical scanner behind referenced_identifiers(), and what is read with it.
#include "plan/lookup/identifiers.h"

#include <algorithm>
#include <cctype>

#include "model/overloaded.h"

namespace tenon {

namespace {

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string folded(text);
  std::ranges::transform(folded, folded.begin(), [](char c) { return lowered(c); });
  return folded;
}

bool starts_word(char c) {
  return c == '_' || (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool in_word(char c) { return starts_word(c) || c == '$' || (c >= '0' && c <= '9'); }

/// Scans SQL just far enough to tell identifiers from literals and comments.
class Scanner {
 public:
  Scanner(std::string_view sql, const Dialect& dialect) : sql_(sql), dialect_(dialect) {}

  std::vector<IdentifierRef> referenced_identifiers() {
    while (at_ < sql_.size()) step();
    return std::move(found_);
  }

 private:
  void step() {
    const char c = sql_[at_];
    if (comment("--", "\n") || comment("/*", "*/")) return;
    if (c == '\'') {
      skip_string(escapes_);
    } else if (dialect_.lexis.opens_identifier(c) && c != '[') {
      const auto begin = at_;
      add(dialect_.name_of(quoted(c)).key, begin);
    } else if (dialect_.lexis.opens_identifier(c)) {
      bracketed();
    } else if (c == '$' && dollar_quote()) {
      return;
    } else if (starts_word(c)) {
      word();
      return;
    } else if (in_word(c)) {
      while (at_ < sql_.size() && in_word(sql_[at_])) ++at_;
    } else {
      if (c == ':' && sql_.substr(at_, 2) == "::") in_type_ = true;
      if (c != ':' && c != '.' && !std::isspace(static_cast<unsigned char>(c))) in_type_ = false;
      ++at_;
    }
    escapes_ = false;
  }

  /// Skips a comment; a quote in it begins no string.
  bool comment(std::string_view begin, std::string_view end) {
    if (sql_.substr(at_, begin.size()) != begin) return false;
    const auto close = sql_.find(end, at_ + begin.size());
    at_ = close == std::string_view::npos ? sql_.size() : close + end.size();
    return true;
  }

  void skip_string(bool escapes) {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (escapes && sql_[at_] == '\\') {
        ++at_;
      } else if (sql_[at_] == '\'') {
        if (sql_.substr(at_ + 1, 1) != "'") break;
        ++at_;
      }
    }
    ++at_;
  }

  std::string quoted(char quote) {
    std::string text;
    for (++at_; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == quote) {
        if (at_ + 1 >= sql_.size() || sql_[at_ + 1] != quote) break;
        ++at_;
      }
      text += sql_[at_];
    }
    ++at_;
    return text;
  }

  /// Reads `[a name]` as one name, and the words in it as names.
  void bracketed() {
    const auto end = sql_.find(']', at_);
    if (end != std::string_view::npos)
      found_.push_back(
          {dialect_.name_of(sql_.substr(at_ + 1, end - at_ - 1)).key, IdentifierRef::As::kName, {}});
    in_type_ = false;
    ++at_;
  }

  bool dollar_quote() {
    auto end = at_ + 1;
    while (end < sql_.size() && in_word(sql_[end]) && sql_[end] != '$') ++end;
    if (end >= sql_.size() || sql_[end] != '$') return false;
    const auto tag = sql_.substr(at_, end + 1 - at_);
    const auto close = sql_.find(tag, end + 1);
    at_ = close == std::string_view::npos ? sql_.size() : close + tag.size();
    return true;
  }

  void word() {
    const auto begin = at_;
    while (at_ < sql_.size() && in_word(sql_[at_])) ++at_;
    const auto text = sql_.substr(begin, at_ - begin);
    escapes_ = (text == "e" || text == "E") && sql_.substr(at_, 1) == "'";
    if (!escapes_) add(lowered(text), begin);
  }

  void add(std::string key, std::size_t begin) {
    const bool is_qualified = begin > 0 && begin == end_ + 1 && sql_[end_] == '.';
    std::string schema = is_qualified && !found_.empty() ? found_.back().key : "";
    end_ = at_;
    auto next = at_;
    while (next < sql_.size() && std::isspace(static_cast<unsigned char>(sql_[next]))) ++next;
    const bool call = next < sql_.size() && sql_[next] == '(';
    found_.push_back({std::move(key),
                      in_type_ ? IdentifierRef::As::kType
                      : call   ? IdentifierRef::As::kCall
                               : IdentifierRef::As::kName,
                      std::move(schema)});
    if (next >= sql_.size() || sql_[next] != '.') in_type_ = false;
  }

  std::string_view sql_;
  const Dialect& dialect_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;  ///< where the identifier before ends
  bool in_type_ = false;
  bool escapes_ = false;
  std::vector<IdentifierRef> found_;
};

void append(std::vector<std::string_view>& to, const IndexElement& element) {
  if (const auto* expression = std::get_if<Expression>(&element.what)) to.push_back(expression->text);
}

void append(std::vector<std::string_view>& to, const std::optional<Expression>& where) {
  if (where) to.push_back(where->text);
}

/// Returns the string literals of `sql`, with doubled quotes undone.
std::vector<std::string> literals(std::string_view sql) {
  std::vector<std::string> found;
  for (auto at = sql.find('\''); at != std::string_view::npos; at = sql.find('\'', at)) {
    std::string text;
    for (++at; at < sql.size(); ++at) {
      if (sql[at] == '\'') {
        if (at + 1 >= sql.size() || sql[at + 1] != '\'') break;
        ++at;
      }
      text += sql[at];
    }
    found.push_back(std::move(text));
    if (at >= sql.size()) break;
    ++at;
  }
  return found;
}

}  // namespace

std::vector<IdentifierRef> referenced_identifiers(std::string_view sql, const Dialect& dialect) {
  return Scanner(sql, dialect).referenced_identifiers();
}

bool references_column(std::string_view sql, const Name& column, const Dialect& dialect) {
  return std::ranges::any_of(referenced_identifiers(sql, dialect), [&](const IdentifierRef& mention) {
    return mention.as == IdentifierRef::As::kName && mention.key == column.key;
  });
}

bool references_name(std::string_view sql, const Name& name, const Dialect& dialect) {
  return std::ranges::any_of(referenced_identifiers(sql, dialect),
                             [&](const IdentifierRef& mention) { return mention.key == name.key; });
}

std::vector<std::string_view> expressions_of(const Constraint& constraint) {
  std::vector<std::string_view> found;
  std::visit(Overloaded{
                 [](const PrimaryKey&) {},
                 [](const Unique&) {},
                 [&](const Index& c) {
                   for (const auto& element : c.elements) append(found, element);
                   append(found, c.where);
                 },
                 [&](const Check& c) { found.push_back(c.sqltext.text); },
                 [&](const Exclusion& c) {
                   for (const auto& element : c.elements) append(found, element.element);
                   append(found, c.where);
                 },
                 [](const ForeignKey&) {},
             },
             constraint);
  return found;
}

bool references_column(const Constraint& constraint, const Name& column, const Dialect& dialect) {
  const auto names = columns_of(constraint);
  if (std::ranges::find(names, column) != names.end()) return true;
  return std::ranges::any_of(expressions_of(constraint), [&](std::string_view expression) {
    return references_column(expression, column, dialect);
  });
}

std::vector<std::string> dotted_parts(std::string_view sql, const Dialect& dialect) {
  const char quote = dialect.lexis.quote();
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql[at] == '.') {
      parts.emplace_back();
    } else if (sql[at] != quote) {
      parts.back() += lowered(sql[at]);
    } else {
      for (++at; at < sql.size(); ++at) {
        if (sql[at] == quote) {
          if (at + 1 >= sql.size() || sql[at + 1] != quote) break;
          ++at;
        }
        parts.back() += sql[at];
      }
    }
  }
  return parts;
}

std::vector<std::string> type_parts(const Type& type, const Dialect& dialect) {
  std::size_t end = 0;
  for (bool quoted = false; end < type.text.size(); ++end) {
    if (type.text[end] == dialect.lexis.quote()) quoted = !quoted;
    if (!quoted && (type.text[end] == '(' || type.text[end] == '[')) break;
  }
  std::string_view name(type.text.data(), end);
  while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
  return dotted_parts(name, dialect);
}

std::vector<QualifiedName> names_in_literals(std::string_view sql, const Dialect& dialect) {
  std::vector<QualifiedName> found;
  for (const auto& literal : literals(sql)) {
    const auto parts = dotted_parts(literal, dialect);
    if (parts.size() == 1) found.push_back(dialect.qualified("", parts[0]));
    if (parts.size() == 2) found.push_back(dialect.qualified(parts[0], parts[1]));
  }
  return found;
}

std::vector<QualifiedName> sequences_in(const Expression& value, const Dialect& dialect) {
  if (lowered(value.text).find("nextval") == std::string::npos) return {};
  return names_in_literals(value.text, dialect);
}

}  // namespace tenon
