// Guesses the naming convention that the names of a catalog follow.

#include "names/guess.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/dialect.h"
#include "model/naming_server.h"
#include "names/names.h"

namespace tenon {

namespace {

/// The middle of a template, from the most to the least specific: of two that fit equally many names, the
/// first is taken.
struct Body {
  std::string_view mnemonic;
  std::string_view text;
};
constexpr Body kBodies[] = {
    {"pk", "%(table_name)s_%(column_0_N_name)s"},
    {"pk", "%(table_name)s"},
    {"uq", "%(table_name)s_%(column_0_N_name)s"},
    {"uq", "%(table_name)s_%(column_0_name)s"},
    {"uq", "%(column_0_N_name)s"},
    {"uq", "%(table_name)s"},
    {"fk", "%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"},
    {"fk", "%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
    {"fk", "%(table_name)s_%(referred_table_name)s_%(column_0_N_name)s"},
    {"fk", "%(table_name)s_%(column_0_N_name)s"},
    {"fk", "%(table_name)s_%(column_0_name)s"},
    {"fk", "%(table_name)s_%(referred_table_name)s"},
    {"fk", "%(column_0_N_name)s"},
    {"ck", "%(table_name)s_%(constraint_name)s"},
    {"ix", "%(table_name)s_%(column_0_N_name)s"},
    {"ix", "%(table_name)s_on_%(column_0_N_name)s"},
    {"ix", "%(column_0_label)s"},
    {"ix", "%(column_0_N_name)s"},
};

std::string mnemonic_of(const Constraint& constraint) {
  const auto kind = kind_of(constraint);
  return kind == Kind::kPrimaryKey   ? "pk"
         : kind == Kind::kUnique     ? "uq"
         : kind == Kind::kForeignKey ? "fk"
         : kind == Kind::kCheck      ? "ck"
         : kind == Kind::kIndex      ? "ix"
                                     : "";
}

/// Escapes a text for a template.
std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) made += c == '%' ? std::string("%%") : std::string(1, c);
  return made;
}

/// One constraint and its catalog, to try templates on.
struct Named {
  const Constraint* constraint;
  const Table* table;
};

class Guess {
 public:
  explicit Guess(const Catalog& catalog) : catalog_(catalog) {
    for (const Table& table : catalog.tables)
      for (const Constraint& constraint : table.constraints)
        if (!name_of(constraint).empty()) add(mnemonic_of(constraint), {&constraint, &table});
    by_kind_.erase("");
  }

  std::vector<GuessedTemplate> taken() const {
    std::vector<GuessedTemplate> guessed;
    for (const char* mnemonic : {"pk", "uq", "fk", "ck", "ix"})
      if (const auto at = by_kind_.find(mnemonic); at != by_kind_.end()) {
        guessed.push_back(best(mnemonic, at->second.chosen));
        guessed.back().by_server = at->second.by_server;
      }
    return guessed;
  }

 private:
  /// The names of one kind: those that somebody chose, and how many the server made.
  struct OfKind {
    std::vector<Named> chosen;
    std::size_t by_server = 0;
  };

  /// What the server calls things is nobody's convention: it goes on without a template.
  void add(const std::string& mnemonic, const Named& one) {
    OfKind& names = by_kind_[mnemonic];
    if (is_server_name(*one.constraint, *one.table))
      ++names.by_server;
    else
      names.chosen.push_back(one);
  }

  bool keeps(const Named& one, const std::string& mnemonic, const std::string& text) const {
    const NamingConvention convention{{{mnemonic, text}}, {}};
    Table alone;
    alone.name = one.table->name;
    alone.columns = one.table->columns;
    alone.constraints = {*one.constraint};
    Catalog catalog;
    catalog.dialect = catalog_.dialect;
    catalog.tables.push_back(std::move(alone));
    return names_held(catalog, convention).front().keeping == Keeping::kKeeps;
  }

  /// Returns the templates that yield this name around a body, with literal text before and after it.
  std::vector<std::string> templates_of(const Named& one, const Body& body) const {
    const std::string& name = name_of(*one.constraint).text;
    if (body.mnemonic == "ck") return check_templates(name, *one.table, body);
    NamingSubject subject = naming_subject(*one.constraint, *one.table, "");
    subject.given = std::nullopt;
    const NamingConvention convention{{{std::string(body.mnemonic), std::string(body.text)}}, {}};
    if (body.text.find("column_0") != std::string_view::npos && subject.columns.empty()) return {};
    const auto made = derived_name(convention, subject);
    const auto at = made && !made->text.empty() ? name.find(made->text) : std::string::npos;
    if (at == std::string::npos) return {};
    return {escaped(name.substr(0, at)) + std::string(body.text) +
            escaped(name.substr(at + made->text.size()))};
  }

  /// The given name of a check can be anything: only words before the table, and one after it, can belong to
  /// the convention.
  static std::vector<std::string> check_templates(const std::string& name, const Table& table,
                                                  const Body& body) {
    const std::string stem = table.name.name.text + "_";
    const auto at = name.find(stem);
    if (at == std::string::npos || at + stem.size() >= name.size()) return {};
    const std::string before = escaped(name.substr(0, at));
    std::vector<std::string> made;
    if (!before.empty()) made.push_back(before + std::string(body.text));
    if (const auto label = name.rfind('_'); before.empty() && label > at + stem.size())
      made.push_back(std::string(body.text) + escaped(name.substr(label)));
    return made;
  }

  GuessedTemplate best(const std::string& mnemonic, const std::vector<Named>& names) const {
    GuessedTemplate found{.mnemonic = mnemonic, .text = "", .kept = 0, .of = names.size()};
    for (const Body& body : kBodies) {
      if (body.mnemonic != mnemonic) continue;
      std::map<std::string, std::size_t> tally;
      for (const Named& one : names)
        for (const std::string& text : templates_of(one, body)) ++tally[text];
      const auto most = std::ranges::max_element(tally, {}, [](const auto& entry) { return entry.second; });
      if (most == tally.end() || most->second <= found.kept) continue;
      const auto kept = static_cast<std::size_t>(
          std::ranges::count_if(names, [&](const Named& one) { return keeps(one, mnemonic, most->first); }));
      if (kept > found.kept)
        found = {.mnemonic = mnemonic, .text = most->first, .kept = kept, .of = names.size()};
    }
    return found;
  }

  const Catalog& catalog_;
  std::map<std::string, OfKind> by_kind_;
};

}  // namespace

std::vector<GuessedTemplate> guessed_convention(const Catalog& catalog) { return Guess(catalog).taken(); }

NamingConvention convention_of(const std::vector<GuessedTemplate>& guessed) {
  NamingConvention convention;
  for (const GuessedTemplate& one : guessed)
    if ((one.kept > 0 && one.kept == one.of) || (one.kept > 1 && 2 * one.kept >= one.of))
      convention.templates[one.mnemonic] = one.text;
  return convention;
}

}  // namespace tenon
