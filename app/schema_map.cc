// Rewrites every name of a catalog that lies in one schema.

#include "app/schema_map.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "diff/sql_text.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/key.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Carries one schema to another name in the parts of a catalog.
class SchemaMove {
 public:
  SchemaMove(const Dialect& dialect, const SchemaPair& pair)
      : dialect_(dialect), from_(dialect.name_of(pair.declared)), to_(dialect.name_of(pair.actual)) {}

  void move(Name& schema) const {
    if (schema == from_) schema = to_;
  }
  void move(QualifiedName& name) const { move(name.schema); }

  /// Returns SQL text with the schema under its other name, where it qualifies a name.
  std::string moved(const std::string& sql) const {
    const std::vector<Token> all = tokens(sql, dialect_);
    std::string made = sql;
    for (std::size_t i = all.size(); i-- > 0;) {
      const Token& token = all[i];
      std::string text;
      if (token.kind == TokenKind::kString && is_name_literal(all, i))
        text = literal(moved(content(token)));
      else if (qualifies(all, i))
        text = identifier(dialect_, to_.text);
      if (!text.empty()) made.replace(token.begin, token.end - token.begin, text);
    }
    return made;
  }

  template <class T>
  void move_texts(T& object) const {
    for_each_sql_text(object, [&](const SqlText<std::string>& found) {
      const std::string text = moved(*found.text);
      if (text == *found.text) return;
      *found.text = text;
      if (found.key != found.text)
        *found.key = found.about == About::kType ? type(text, dialect_).key : expression(text, dialect_).key;
    });
  }

 private:
  bool is_from(const Token& token) const {
    if (token.kind == TokenKind::kWord) return lower(content(token)) == from_.text;
    return token.kind == TokenKind::kIdentifier && content(token) == from_.text;
  }
  bool qualifies(const std::vector<Token>& all, std::size_t i) const {
    return is_from(all[i]) && i + 1 < all.size() && all[i + 1].text == "." &&
           (i == 0 || all[i - 1].text != ".");
  }
  /// Whether a string names an object: it is cast to regclass or the like, or nextval() takes it.
  static bool is_name_literal(const std::vector<Token>& all, std::size_t i) {
    const bool is_cast =
        i + 2 < all.size() && all[i + 1].text == "::" && lower(all[i + 2].text).starts_with("reg");
    return is_cast || (i >= 2 && all[i - 1].text == "(" && is_word(all[i - 2], "nextval"));
  }

  const Dialect& dialect_;
  Name from_;
  Name to_;
};

void move_element(const SchemaMove& schema, IndexElement& element) {
  schema.move(element.opclass);
  schema.move(element.collation);
}

void move_constraint(const SchemaMove& schema, Constraint& constraint) {
  if (auto* key = std::get_if<ForeignKey>(&constraint)) schema.move(key->referred_table);
  if (auto* index = std::get_if<Index>(&constraint))
    for (IndexElement& element : index->elements) move_element(schema, element);
  if (auto* exclusion = std::get_if<Exclusion>(&constraint))
    for (ExclusionElement& element : exclusion->elements) {
      move_element(schema, element.element);
      schema.move(element.with);
    }
  std::visit([&](auto& one) { schema.move_texts(one); }, constraint);
}

void move_table(const SchemaMove& schema, Table& table) {
  schema.move(table.name);
  for (QualifiedName& parent : table.parents) schema.move(parent);
  for (Column& column : table.columns) {
    schema.move(column.collation);
    if (column.identity) schema.move(*column.identity->sequence_name);
    schema.move_texts(column);
  }
  for (Constraint& constraint : table.constraints) move_constraint(schema, constraint);
  for (Constraint& constraint : *table.inherited_constraints) move_constraint(schema, constraint);
  schema.move_texts(table);
}

void move_types(const SchemaMove& schema, Catalog& catalog) {
  for (Enum& type : catalog.enums) schema.move(type.name);
  for_each_type_list(catalog, [&](auto& types) {
    for (auto& type : types) {
      schema.move(type.name);
      schema.move_texts(type);
    }
  });
  for (Domain& domain : catalog.domains) schema.move(domain.collation);
  for (CompositeType& type : catalog.composite_types)
    for (TypeAttribute& attribute : type.attributes) schema.move(attribute.collation);
}

void require_schema(const Catalog& catalog, const std::string& schema, const std::string& whose) {
  const Name wanted = catalog.dialect->name_of(schema);
  if (std::ranges::find(catalog.schemas, wanted, &Schema::name) != catalog.schemas.end()) return;
  std::vector<std::string> known;
  for (const Schema& one : catalog.schemas) known.push_back(one.name.text);
  throw Error(Fault::kDeclaration,
              whose + " has no schema \"" + schema + "\"; nothing was compared" + hint(schema, known));
}

void require_both(const Catalog& declared, const Catalog& actual, const SchemaPair& pair) {
  if (!declared.dialect->has_schemas())
    throw Error(Fault::kUsage, std::string(declared.dialect->name) + " has no schemas; leave schema_map out");
  require_schema(declared, pair.declared, "the declared side");
  require_schema(actual, pair.actual, "the database");
}

}  // namespace

Catalog with_schema_of(Catalog declared, const Catalog& actual, const SchemaPair& pair) {
  require_both(declared, actual, pair);
  const SchemaMove schema(*declared.dialect, pair);
  const Name from = declared.dialect->name_of(pair.declared);
  const Schema stays = *std::ranges::find(declared.schemas, from, &Schema::name);
  for (Schema& one : declared.schemas) schema.move(one.name);
  if (from.text == declared.dialect->default_schema && pair.actual != pair.declared)
    declared.schemas.push_back(stays);  // every database has it
  for (Extension& extension : declared.extensions) schema.move(extension.schema);
  move_types(schema, declared);
  for (Sequence& sequence : declared.sequences) {
    schema.move(sequence.name);
    if (sequence.owned_by) schema.move(sequence.owned_by->table);
  }
  for (Table& table : declared.tables) move_table(schema, table);
  for (UnmodelledObject& other : declared.unmodelled) {
    schema.move(other.name);
    schema.move(other.table);
    other.definition = schema.moved(other.definition);
  }
  return sorted(std::move(declared));
}

}  // namespace tenon
