// Finds the types, sequences and extensions that files use and do not create, and takes them from the actual
// side.

#include "app/undeclared.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "model/change.h"
#include "model/dialect.h"
#include "plan/lookup/identifiers.h"
#include "plan/lookup/type_names.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// The user of a type or a sequence, for the note.
struct User {
  Key key;
  Source source;
};

/// The callbacks of the walk over a catalog: for each type, and for each expression with the schema in which
/// its names are looked up.
struct Uses {
  std::function<void(const User&, const Type&)> type;
  std::function<void(const User&, const Name& home, std::string_view sql)> text;
};

void walk(const Table& table, const Uses& uses) {
  const QualifiedName& name = table.name;
  for (const Column& column : table.columns) {
    const User user{{Kind::kColumn, name.schema, name.name, column.name}, *column.source};
    uses.type(user, column.type);
    if (column.default_value) uses.text(user, name.schema, column.default_value->text);
    if (column.generated) uses.text(user, name.schema, column.generated->sqltext.text);
  }
  for (const Constraint& constraint : table.constraints) {
    const User user{{kind_of(constraint), name.schema, name.name, name_of(constraint)},
                    source_of(constraint)};
    for (const std::string_view sql : expressions_of(constraint)) uses.text(user, name.schema, sql);
  }
  const User user{{Kind::kTable, name.schema, {}, name.name}, *table.source};
  for (const char* key : {"partition_by", "partition_bound"})
    if (const std::string* sql = option(table.options, key)) uses.text(user, name.schema, *sql);
}

void walk(const Domain& domain, const Uses& uses) {
  const User user{{Kind::kDomain, domain.name.schema, {}, domain.name.name}, *domain.source};
  uses.type(user, domain.type);
  if (domain.default_value) uses.text(user, domain.name.schema, domain.default_value->text);
  for (const DomainCheck& check : domain.checks) uses.text(user, domain.name.schema, check.sqltext.text);
}

void walk(const Catalog& catalog, const Uses& uses) {
  for (const Table& table : catalog.tables) walk(table, uses);
  for (const Domain& domain : catalog.domains) walk(domain, uses);
  for (const CompositeType& type : catalog.composite_types)
    for (const TypeAttribute& attribute : type.attributes)
      uses.type({{Kind::kType, type.name.schema, {}, type.name.name}, *type.source}, attribute.type);
  for (const RangeType& type : catalog.range_types)
    uses.type({{Kind::kRange, type.name.schema, {}, type.name.name}, *type.source}, type.subtype);
}

bool is_name(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier;
}

/// Returns the types that an expression names as types: after `::`, after AS, before a constant (`mood
/// 'sad'`), and in a range constructor (`span(1, 2)`). No other name in an expression is a type.
std::vector<Type> types_in(std::string_view sql, const Dialect& dialect) {
  const std::vector<Token> all = tokens(sql, dialect);
  std::vector<Type> found;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_name(all[i]) || (i > 0 && is_symbol(all[i - 1], "."))) continue;
    std::size_t end = i + 1;
    while (end + 1 < all.size() && is_symbol(all[end], ".") && is_name(all[end + 1])) end += 2;
    const bool behind = i > 0 && (is_symbol(all[i - 1], "::") || is_word(all[i - 1], "as"));
    const bool before = end < all.size() && (all[end].kind == TokenKind::kString || is_symbol(all[end], "("));
    if (behind || before) {
      const std::string text(sql.substr(all[i].begin, all[end - 1].end - all[i].begin));
      found.push_back({text, text});
    }
  }
  return found;
}

/// Returns whether the string at `i` is the name of a sequence: `nextval('app.s')`, `'s'::regclass`,
/// `regclass 's'`.
bool names_sequence(const std::vector<Token>& all, std::size_t i) {
  if (i > 0 && is_word(all[i - 1], "regclass")) return true;
  std::size_t type = i + 2;
  while (type + 2 < all.size() && is_symbol(all[type + 1], ".")) type += 2;
  if (type < all.size() && is_symbol(all[i + 1], "::") && is_word(all[type], "regclass")) return true;
  return i > 1 && is_symbol(all[i - 1], "(") &&
         std::ranges::any_of(std::array{"nextval", "currval", "setval"},
                             [&](const char* function) { return is_word(all[i - 2], function); });
}

std::vector<std::string> sequence_texts(std::string_view sql, const Dialect& dialect) {
  const std::vector<Token> all = tokens(sql, dialect);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].kind == TokenKind::kString && names_sequence(all, i)) found.push_back(content(all[i]));
  return found;
}

/// Adds what the declared side uses, in rounds, because added objects may use more.
class Completion {
 public:
  Completion(Catalog declared, const Catalog& actual) : actual_(actual) {
    made_.declared = std::move(declared);
  }

  Completed run(const std::vector<ExtensionUser>& users) {
    while (any_left() && add_once()) {
    }
    while (add_extensions(users)) {
    }
    made_.declared = sorted(std::move(made_.declared));
    return std::move(made_);
  }

 private:
  template <class T>
  static bool has(const std::vector<T>& all, const QualifiedName& name) {
    return std::ranges::find(all, name, &T::name) != all.end();
  }

  bool has_type(const QualifiedName& name) const {
    bool found = has(made_.declared.enums, name);
    for_each_type_list(made_.declared, [&](const auto& types) { found = found || has(types, name); });
    return found;
  }

  bool any_left() const {
    const auto type_is_left = [&](const auto& type) { return !has_type(type.name); };
    bool any = std::ranges::any_of(actual_.enums, type_is_left) ||
               std::ranges::any_of(actual_.sequences, [&](const Sequence& sequence) {
                 return !has(made_.declared.sequences, sequence.name);
               });
    for_each_type_list(actual_,
                       [&](const auto& types) { any = any || std::ranges::any_of(types, type_is_left); });
    return any;
  }

  using Used = std::vector<std::pair<QualifiedName, User>>;

  bool add_once() {
    Used types;
    Used sequences;
    const TypeNames names(actual_, made_.declared);
    const auto type = [&](const User& user, const Type& used) {
      if (const auto name = names.of(used)) types.emplace_back(*name, user);
    };
    const auto text = [&](const User& user, const Name& home, std::string_view sql) {
      for (const Type& each : types_in(sql, *actual_.dialect)) {
        const std::string near = quoted(home, *actual_.dialect) + "." + each.text;
        type(user, names.of({near, near}) ? Type{near, near} : each);
      }
      for (const std::string& each : sequence_texts(sql, *actual_.dialect))
        if (const auto name = sequence(each, home)) sequences.emplace_back(*name, user);
    };
    walk(made_.declared, {.type = type, .text = text});
    const std::size_t before = made_.notes.size();
    for (const auto& [name, user] : types) add_type(name, user);
    for (const auto& [name, user] : sequences) add_sequence(name, user);
    return made_.notes.size() > before;
  }

  /// Returns the sequence that a string names: in the schema of the table, else in the default one.
  std::optional<QualifiedName> sequence(const std::string& text, const Name& home) const {
    const std::vector<std::string> parts = dotted_parts(text, *actual_.dialect);
    const Dialect& dialect = *actual_.dialect;
    if (parts.size() == 2) return dialect.qualified(parts[0], parts[1]);
    if (parts.size() != 1) return std::nullopt;
    const QualifiedName near{home, dialect.name_of(parts[0])};
    const bool is_near = has(actual_.sequences, near) || has(made_.declared.sequences, near);
    return is_near ? near : dialect.qualified("", parts[0]);
  }

  void add_type(const QualifiedName& name, const User& user) {
    if (has_type(name)) return;
    add(actual_.enums, made_.declared.enums, name, Kind::kEnum, user);
    add(actual_.domains, made_.declared.domains, name, Kind::kDomain, user);
    add(actual_.composite_types, made_.declared.composite_types, name, Kind::kType, user);
    add(actual_.range_types, made_.declared.range_types, name, Kind::kRange, user);
  }

  void add_sequence(const QualifiedName& name, const User& user) {
    if (has(made_.declared.sequences, name)) return;
    add(actual_.sequences, made_.declared.sequences, name, Kind::kSequence, user);
    if (!has(made_.declared.sequences, name)) return;
    Sequence& added = made_.declared.sequences.back();
    if (!added.owned_by) return;
    const Table* owner = find_table(std::as_const(made_.declared), added.owned_by->table);
    if (!owner || !find_column(*owner, added.owned_by->column)) added.owned_by.reset();
  }

  template <class T>
  void add(const std::vector<T>& from, std::vector<T>& to, const QualifiedName& name, Kind kind,
           const User& user) {
    const auto at = std::ranges::find(from, name, &T::name);
    if (at == from.end()) return;
    to.push_back(*at);
    add_schema(name.schema);
    note(std::string(to_string(kind)) + " " + to_string(name), user);
  }

  /// Returns the user of an extension if it is declared unchanged; nullopt if it is dropped or changed.
  std::optional<User> staying(const ExtensionUser& user) const {
    const QualifiedName& home = user.home;
    if (home.schema.empty())
      return extension(made_.declared, home.name)
                 ? std::optional(User{{Kind::kExtension, {}, {}, home.name}, {}})
                 : std::nullopt;
    const Table* table = find_table(made_.declared, home);
    if (!table)
      return has_type(home) ? std::optional(User{{Kind::kType, home.schema, {}, home.name}, {}})
                            : std::nullopt;
    if (user.part.empty()) return User{{Kind::kTable, home.schema, {}, home.name}, *table->source};
    for (const Constraint& constraint : table->constraints)
      if (name_of(constraint) == user.part)
        return User{{kind_of(constraint), home.schema, home.name, user.part}, source_of(constraint)};
    const Table* now = find_table(actual_, home);
    const Column* column = find_column(*table, user.part);
    const Column* old = now ? find_column(*now, user.part) : nullptr;
    // Only the server knows whether `citext` and `ext.citext` are the same type.
    if (!column || !old ||
        type_parts(column->type, *made_.declared.dialect).back() !=
            type_parts(old->type, *made_.declared.dialect).back())
      return std::nullopt;
    return User{{Kind::kColumn, home.schema, home.name, user.part}, *column->source};
  }

  static const Extension* extension(const Catalog& catalog, const Name& name) {
    const auto at = std::ranges::find(catalog.extensions, name, &Extension::name);
    return at == catalog.extensions.end() ? nullptr : &*at;
  }

  bool add_extensions(const std::vector<ExtensionUser>& users) {
    bool added = false;
    for (const ExtensionUser& each : users) {
      const Extension* there = extension(actual_, each.extension);
      if (!there || extension(made_.declared, each.extension)) continue;
      const std::optional<User> user = staying(each);
      if (!user) continue;
      made_.declared.extensions.push_back(*there);
      add_schema(there->schema);
      note("extension " + there->name.text, *user);
      added = true;
    }
    return added;
  }

  void note(const std::string& what, const User& user) {
    const std::string place = user.source.path.empty() ? "" : " (" + to_string(user.source) + ")";
    made_.notes.push_back(
        what + " is used by " + describe(user.key) + place +
        ", but no declared file creates it; the actual side has it, and it is left as it is");
  }

  void add_schema(const Name& name) {
    const auto is_it = [&](const Schema& schema) { return schema.name == name; };
    if (std::ranges::any_of(made_.declared.schemas, is_it)) return;
    const auto at = std::ranges::find_if(actual_.schemas, is_it);
    if (at != actual_.schemas.end()) made_.declared.schemas.push_back(*at);
  }

  /// Returns `column public.t.c`
  static std::string describe(const Key& key) {
    const std::string kind(to_string(key.kind));
    return kind + " " +
           (key.table.empty() ? to_string(QualifiedName{key.schema, key.name})
                              : to_string(key.table_name()) + "." + key.name.text);
  }

  const Catalog& actual_;
  Completed made_;
};

}  // namespace

bool has_undeclared_extensions(const Catalog& declared, const Catalog& actual) {
  return std::ranges::any_of(actual.extensions, [&](const Extension& extension) {
    return std::ranges::find(declared.extensions, extension.name, &Extension::name) ==
           declared.extensions.end();
  });
}

Completed with_undeclared(Catalog declared, const Catalog& actual, const std::vector<ExtensionUser>& users) {
  return Completion(std::move(declared), actual).run(users);
}

}  // namespace tenon
