#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/fields.h"
#include "render/alembic/column.h"
#include "render/alembic/constraint.h"
#include "tests/support/builders.h"
#include "tests/support/other_values.h"

namespace tenon::test::this_file {
namespace {

/// The call, or an empty text where SQL is written instead.
std::string call_for(const Constraint& constraint) {
  Draft draft(kPostgresql);
  const QualifiedName table = q("t");
  const std::string text = alembic_added_constraint(constraint, {"op", &table}, draft);
  return draft.exact() ? text : "";
}

std::string call_for(const Column& column) {
  Draft draft(kPostgresql);
  const std::string text = alembic_column(column, {}, draft);
  return draft.exact() ? text : "";
}

/// What other calls say (a comment, the parent table), or what says nothing alone: INITIALLY DEFERRED without
/// DEFERRABLE, the options of no operator class, an index that partitions have no parts of.
const std::set<std::string> kSaidElsewhere{"comment", "initially", "elements", "valid", "inherited"};

template <class T>
void expect_no_attribute_lost(const T& plain) {
  const std::string call = call_for(plain);
  ASSERT_NE(call, "");
  for_each_field<T>([&](const auto& field) {
    if (kSaidElsewhere.contains(field.name)) return;
    T changed = plain;
    changed.*field.member = others(plain.*field.member).back();
    EXPECT_NE(call_for(changed), call) << field.name << " is in no call, and no SQL is written for it";
  });
}

TEST(AlembicUnsaid, AttributesOfAConstraintOrAColumnAreWrittenAsSqlAndNeverLost) {
  expect_no_attribute_lost(primary_key("p", {"a"}));
  expect_no_attribute_lost(unique("u", {"a"}));
  expect_no_attribute_lost(check("c", "a > 0"));
  expect_no_attribute_lost(foreign_key("f", {"a"}, "other", {"b"}));
  Index index;
  index.name = n("i");
  index.method = n("btree");
  index.elements.emplace_back().what = n("a");
  expect_no_attribute_lost(index);
  Exclusion exclusion;
  exclusion.name = n("x");
  exclusion.method = n("gist");
  exclusion.elements.emplace_back().element.what = n("a");
  exclusion.elements.back().with = searched("&&");
  expect_no_attribute_lost(exclusion);
  expect_no_attribute_lost(column("a", "integer"));
}

}  // namespace
}  // namespace tenon::test::this_file
