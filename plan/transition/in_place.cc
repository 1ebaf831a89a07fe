#include "plan/transition/in_place.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "model/overloaded.h"

namespace tenon {

namespace {

bool is_altered_in_place(const Option& option) {
  return !storage_parameter(option).empty() || option.key == "tablespace" || option.key == "clustered" ||
         option.key == "replica_identity" || option.key == "index_comment" ||
         option.key.starts_with("statistics.");
}

/// `now` with those of `declared` that ALTER INDEX and ALTER TABLE can give it.
Options altered(Options now, const Options& declared) {
  std::erase_if(now, is_altered_in_place);
  for (const Option& option : declared)
    if (is_altered_in_place(option)) now.push_back(option);
  std::ranges::sort(now);
  return now;
}

/// `now` with those attributes of `declared` that ALTER can give it.
Constraint altered(Constraint now, const Constraint& declared) {
  const auto storage = [&](auto& c) {
    c.options = altered(std::move(c.options), std::get<std::decay_t<decltype(c)>>(declared).options);
  };
  std::visit(Overloaded{
                 [&](PrimaryKey& c) { storage(c); },
                 [&](Unique& c) { storage(c); },
                 [&](Index& c) { storage(c); },
                 [](Check&) {},
                 [&](Exclusion& c) { storage(c); },
                 [&](ForeignKey& c) {
                   const auto& wanted = std::get<ForeignKey>(declared);
                   c.deferrable = wanted.deferrable;
                   c.initially_deferred = wanted.initially_deferred;
                   const std::string* enforced = option(wanted.options, "enforced");
                   c.options = with_option(std::move(c.options), "enforced", enforced ? *enforced : "");
                 },
             },
             now);
  return now;
}

/// Validates what is not and is to be; tells whether it did.
bool validate(Constraint& now, const Constraint& declared) {
  const auto to_be = [&](auto& c) {
    const bool wanted = std::get<std::decay_t<decltype(c)>>(declared).validated;
    return !std::exchange(c.validated, c.validated || wanted) && wanted;
  };
  return std::visit(Overloaded{
                        [](PrimaryKey&) { return false; },
                        [](Unique&) { return false; },
                        [](Index&) { return false; },
                        [&](Check& c) { return to_be(c); },
                        [](Exclusion&) { return false; },
                        [&](ForeignKey& c) { return to_be(c); },
                    },
                    now);
}

}  // namespace

const std::string& comment_of(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const std::string& { return c.comment; }, constraint);
}

Constraint with_comment(Constraint constraint, std::string comment) {
  std::visit([&](auto& c) { c.comment = std::move(comment); }, constraint);
  return constraint;
}

Column with_comment(Column column, std::string comment) {
  column.comment = std::move(comment);
  return column;
}

std::optional<InPlace> in_place(const Constraint& actual, const Constraint& declared,
                                const Dialect& dialect) {
  if (!dialect.can_alter_constraints || actual.index() != declared.index()) return std::nullopt;
  const Constraint before = renamed(actual, name_of(declared), named_by(declared));
  Constraint now = altered(before, declared);
  InPlace steps;
  if (!(now == before)) steps.altered = now;
  steps.validated = validate(now, declared);
  if (!(with_comment(std::move(now), comment_of(declared)) == declared)) return std::nullopt;
  return steps;
}

}  // namespace tenon
