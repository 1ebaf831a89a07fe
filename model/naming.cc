// Derives names of constraints from a naming convention, by the rules of SQLAlchemy.

#include "model/naming.h"

#include "model/digest.h"
#include "model/error.h"
#include "model/naming_template.h"
#include "model/naming_token.h"
#include "model/overloaded.h"

namespace tenon {

namespace {

/// Returns the keys under which the template of a kind of constraint is looked up; the first one found wins.
/// As in SQLAlchemy, classes are visited from the most derived one, and at each the mnemonic comes before the
/// class.
std::vector<std::string_view> keys_of(std::string_view mnemonic) {
  if (mnemonic == "ix") return {"ix", "Index"};
  std::vector<std::string_view> keys;
  if (mnemonic == "pk") keys = {"pk", "PrimaryKeyConstraint"};
  if (mnemonic == "uq") keys = {"uq", "UniqueConstraint"};
  if (mnemonic == "ck") keys = {"ck", "CheckConstraint"};
  if (mnemonic == "fk") keys = {"fk", "ForeignKeyConstraint"};
  if (mnemonic == "ex") keys = {"ExcludeConstraint"};
  keys.insert(keys.end(), {"ColumnCollectionConstraint", "Constraint"});
  return keys;
}

const std::string* template_of(const NamingConvention& convention, std::string_view mnemonic) {
  for (const auto key : keys_of(mnemonic)) {
    const auto at = convention.templates.find(std::string(key));
    if (at != convention.templates.end()) return &at->second;
  }
  return nullptr;
}

bool is_empty(const NamingConvention& convention) {
  return convention.templates.empty() && convention.tokens.empty();
}

/// Returns a sample subject of the kind, with more columns than any template asks for.
NamingSubject sample(std::string_view key) {
  constexpr std::size_t kMany = 100;
  NamingSubject subject;
  subject.mnemonic = "fk";
  for (const std::string_view mnemonic : {"ix", "uq", "ck", "pk", "ex"})
    if (keys_of(mnemonic).front() == key || (mnemonic != "ex" && keys_of(mnemonic)[1] == key))
      subject.mnemonic = mnemonic;
  subject.table = "t";
  subject.columns.assign(kMany, {"c", "c"});
  subject.referred_table = "r";
  subject.referred_columns.assign(kMany, {"c", "c"});
  subject.given = "x";
  return subject;
}

void append(std::vector<NamingSubject::Column>& to, const Name& column) {
  to.push_back({column.text, column.text});
}

std::vector<NamingSubject::Column> columns_from(const std::vector<Name>& names) {
  std::vector<NamingSubject::Column> columns;
  for (const auto& name : names) append(columns, name);
  return columns;
}

/// SQLAlchemy treats an expression as text, without columns.
void append_plain(std::vector<NamingSubject::Column>& to, const IndexElement& element) {
  if (const auto* column = std::get_if<Name>(&element.what)) append(to, *column);
}

void describe(NamingSubject& subject, const ForeignKey& key) {
  subject.mnemonic = "fk";
  subject.columns = columns_from(key.columns);
  subject.referred_schema = key.referred_table.schema.text;
  subject.referred_table = key.referred_table.name.text;
  subject.referred_columns = columns_from(key.referred_columns);
}

}  // namespace

NamingConvention default_convention() { return {{{"ix", "ix_%(column_0_label)s"}}, {}}; }

const std::vector<std::string_view>& template_keys() {
  static const std::vector<std::string_view> keys{"ix",
                                                  "uq",
                                                  "ck",
                                                  "fk",
                                                  "pk",
                                                  "Index",
                                                  "UniqueConstraint",
                                                  "CheckConstraint",
                                                  "ForeignKeyConstraint",
                                                  "PrimaryKeyConstraint",
                                                  "ExcludeConstraint",
                                                  "ColumnCollectionConstraint",
                                                  "Constraint"};
  return keys;
}

void check_template(const NamingConvention& convention, std::string_view key) {
  const NamingSubject subject = sample(key);
  formatted(convention.templates.at(std::string(key)),
            [&](std::string_view token) { return token_value(convention, subject, token); });
}

void check_token(const NamingConvention& convention, const std::string& name) {
  custom_value(convention.tokens.at(name), sample("fk"));
}

NamingSubject naming_subject(const Constraint& constraint, const Table& table, std::string_view schema) {
  NamingSubject subject;
  subject.schema = schema;
  subject.table = table.name.name.text;
  const auto columns = [&](std::string_view mnemonic, const std::vector<Name>& names) {
    subject.mnemonic = mnemonic;
    subject.columns = columns_from(names);
  };
  std::visit(Overloaded{
                 [&](const PrimaryKey& c) { columns("pk", c.columns); },
                 [&](const Unique& c) { columns("uq", c.columns); },
                 [&](const Index& c) {
                   subject.mnemonic = "ix";
                   for (const auto& element : c.elements) append_plain(subject.columns, element);
                 },
                 [&](const Check&) { subject.mnemonic = "ck"; },
                 [&](const Exclusion& c) {
                   subject.mnemonic = "ex";
                   for (const auto& element : c.elements) append_plain(subject.columns, element.element);
                 },
                 [&](const ForeignKey& c) { describe(subject, c); },
             },
             constraint);
  return subject;
}

std::optional<DerivedName> derived_name(const NamingConvention& convention, const NamingSubject& subject) {
  if (is_empty(convention)) return derived_name(default_convention(), subject);
  if (subject.given && subject.given_is_final) return DerivedName{*subject.given, NamedBy::kUser};
  const std::string* text = template_of(convention, subject.mnemonic);
  const bool takes_name = text && text->find("constraint_name") != std::string::npos;
  if (subject.given && !takes_name) return DerivedName{*subject.given, NamedBy::kUser};
  if (!text) return std::nullopt;
  const auto value = [&](std::string_view token) { return token_value(convention, subject, token); };
  return DerivedName{formatted(*text, value), NamedBy::kConvention};
}

std::string truncated(const std::string& name, std::size_t max) {
  constexpr std::size_t kCut = 8;
  constexpr std::size_t kDigits = 4;
  if (max == 0 || name.size() <= max) return name;
  const std::size_t kept = utf8_prefix(name, max < kCut ? 0 : max - kCut);
  return name.substr(0, kept) + "_" + md5_tail(name, kDigits);
}

}  // namespace tenon
