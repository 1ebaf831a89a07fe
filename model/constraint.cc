// The constraints of a table, indexes included, as plain values.

#include "model/constraint.h"

#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "model/setting_key.h"

namespace tenon {

Constraint::Constraint() = default;
Constraint::Constraint(const Constraint&) = default;
Constraint::Constraint(Constraint&&) noexcept = default;
Constraint& Constraint::operator=(const Constraint&) = default;
Constraint& Constraint::operator=(Constraint&&) noexcept = default;
Constraint::~Constraint() = default;
bool operator==(const Constraint& a, const Constraint& b) {
  return static_cast<const ConstraintBase&>(a) == static_cast<const ConstraintBase&>(b);
}

const std::string* option(const Options& options, std::string_view key) {
  const auto at = std::ranges::find(options, key, &Option::key);
  return at == options.end() ? nullptr : &at->value;
}

Options with_option(Options options, std::string_view key, std::string value) {
  std::erase_if(options, [&](const Option& o) { return o.key == key; });
  if (!value.empty()) options.push_back({std::string(key), std::move(value)});
  std::ranges::sort(options);
  return options;
}

std::string_view storage_parameter(const Option& option) {
  constexpr std::string_view kPrefix = "with.";
  const std::string_view key = option.key;
  return key.starts_with(kPrefix) ? key.substr(kPrefix.size()) : std::string_view();
}

std::string_view sql_text(Action action) {
  switch (action) {
    case Action::kNoAction:
      return "NO ACTION";
    case Action::kRestrict:
      return "RESTRICT";
    case Action::kCascade:
      return "CASCADE";
    case Action::kSetNull:
      return "SET NULL";
    case Action::kSetDefault:
      return "SET DEFAULT";
  }
  return "";
}

std::string_view sql_text(Match match) {
  switch (match) {
    case Match::kSimple:
      return "SIMPLE";
    case Match::kFull:
      return "FULL";
    case Match::kPartial:
      return "PARTIAL";
  }
  return "";
}

const Name& name_of(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const Name& { return c.name; }, constraint);
}

NamedBy named_by(const Constraint& constraint) {
  return std::visit([](const auto& c) { return *c.named_by; }, constraint);
}

const Source& source_of(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const Source& { return *c.source; }, constraint);
}

Constraint renamed(Constraint constraint, Name name, NamedBy by) {
  std::visit(
      [&](auto& c) {
        c.name = std::move(name);
        c.named_by = by;
      },
      constraint);
  return constraint;
}

namespace {

void append_columns(std::vector<Name>& to, const IndexElement& element) {
  if (const auto* column = std::get_if<Name>(&element.what)) to.push_back(*column);
}

std::vector<Name> joined(std::vector<Name> a, const std::vector<Name>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

Options* index_options_of(Constraint& constraint) {
  return const_cast<Options*>(index_options_of(std::as_const(constraint)));
}

const Options* index_options_of(const Constraint& constraint) {
  using Found = const Options*;
  return std::visit(Overloaded{
                        [](const PrimaryKey& c) -> Found { return &c.options; },
                        [](const Unique& c) -> Found { return &c.options; },
                        [](const Index& c) -> Found { return &c.options; },
                        [](const Check&) -> Found { return nullptr; },
                        [](const Exclusion& c) -> Found { return &c.options; },
                        [](const ForeignKey&) -> Found { return nullptr; },
                    },
                    constraint);
}

namespace {

bool is_marked(const Constraint& constraint, std::string_view mark) {
  const Options* options = index_options_of(constraint);
  return options && option(*options, mark);
}

}  // namespace

bool is_valid(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey& c) { return c.valid; },
                        [](const Unique& c) { return c.valid; },
                        [](const Index& c) { return c.valid; },
                        [](const Check&) { return true; },
                        [](const Exclusion& c) { return c.valid; },
                        [](const ForeignKey&) { return true; },
                    },
                    constraint);
}

Constraint made_valid(Constraint constraint, bool valid) {
  std::visit(Overloaded{
                 [&](PrimaryKey& c) { c.valid = valid; },
                 [&](Unique& c) { c.valid = valid; },
                 [&](Index& c) { c.valid = valid; },
                 [](Check&) {},
                 [&](Exclusion& c) { c.valid = valid; },
                 [](ForeignKey&) {},
             },
             constraint);
  return constraint;
}

bool is_replica_identity(const Constraint& constraint) { return is_marked(constraint, "replica_identity"); }
bool is_clustered(const Constraint& constraint) { return is_marked(constraint, "clustered"); }

Constraint unmarked(Constraint constraint) {
  if (Options* options = index_options_of(constraint))
    std::erase_if(*options, [kind = kind_of(constraint)](const Option& each) {
      return standing_of(kind, each) >= Standing::kMark;
    });
  return constraint;
}

std::vector<Name> columns_of(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey& c) { return joined(c.columns, c.include); },
                        [](const Unique& c) { return joined(c.columns, c.include); },
                        [](const Index& c) {
                          std::vector<Name> names;
                          for (const auto& element : c.elements) append_columns(names, element);
                          return joined(std::move(names), c.include);
                        },
                        [](const Check&) { return std::vector<Name>{}; },
                        [](const Exclusion& c) {
                          std::vector<Name> names;
                          for (const auto& element : c.elements) append_columns(names, element.element);
                          return joined(std::move(names), c.include);
                        },
                        [](const ForeignKey& c) { return c.columns; },
                    },
                    constraint);
}

namespace {

std::vector<Name> referable(const Index& index, const Dialect& dialect) {
  if (!index.unique || index.where || !index.valid) return {};
  std::vector<Name> columns;
  for (const auto& element : index.elements) {
    const auto* column = std::get_if<Name>(&element.what);
    if (!column || !(element.collation.empty() || dialect.keys_take_any_collation)) return {};
    columns.push_back(*column);
  }
  return columns;
}

template <class Key>
std::vector<Name> referable(const Key& key, const Dialect& dialect) {
  const bool by_another = option(key.options, "collate") != nullptr && !dialect.keys_take_any_collation;
  return key.deferrable || !key.valid || by_another ? std::vector<Name>{} : key.columns;
}

}  // namespace

std::vector<Name> referable_columns(const Constraint& constraint, const Dialect& dialect) {
  auto columns = std::visit(Overloaded{
                                [&](const PrimaryKey& c) { return referable(c, dialect); },
                                [&](const Unique& c) { return referable(c, dialect); },
                                [&](const Index& c) { return referable(c, dialect); },
                                [](const Check&) { return std::vector<Name>{}; },
                                [](const Exclusion&) { return std::vector<Name>{}; },
                                [](const ForeignKey&) { return std::vector<Name>{}; },
                            },
                            constraint);
  std::ranges::sort(columns);
  return columns;
}

}  // namespace tenon
