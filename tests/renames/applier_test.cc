#include "renames/applier.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using test::n;
using test::q;

DataRename table(std::string_view from, std::string_view to) { return {q(from), {}, n(to), {}}; }

/// The steps in a few words each.
std::vector<std::string> told(const std::vector<RenameStep>& steps) {
  std::vector<std::string> all;
  for (const RenameStep& step : steps)
    all.push_back(to_string(step.object) + (step.column.empty() ? "" : "." + step.column.text) + " -> " +
                  (step.schema.empty() ? step.to.text : to_string(name_after(step))));
  return all;
}

Catalog tables(std::initializer_list<std::string_view> names) {
  std::vector<Table> all;
  for (const std::string_view name : names) all.push_back(test::table(name, {test::column("x")}));
  return test::catalog(std::move(all));
}

TEST(RenameApplier, GoesInAnOrderInWhichEachNameIsFree) {
  RenameApplier applier(tables({"a", "b"}), {});
  applier.carry_out({table("a", "b"), table("b", "c")});
  EXPECT_EQ(told(applier.done()), (std::vector<std::string>{"public.b -> c", "public.a -> b"}));
  EXPECT_TRUE(applier.catalog() == tables({"b", "c"}));
}

TEST(RenameApplier, LetsOneOfACircleStepAside) {
  RenameApplier applier(tables({"a", "b"}), {});
  applier.carry_out({table("a", "b"), table("b", "a")});
  EXPECT_EQ(told(applier.done()), (std::vector<std::string>{"public.a -> tenon_aside_1", "public.b -> a",
                                                            "public.tenon_aside_1 -> b"}));
}

TEST(RenameApplier, AsksTheDatabaseForTheWholeWayFromTheStart) {
  const Catalog start = tables({"a", "b"});
  std::vector<std::size_t> asked;
  RenameApplier applier(start, [&](const Catalog& before, const std::vector<RenameStep>& steps) {
    EXPECT_TRUE(before == start);
    asked.push_back(steps.size());
    return RenamedCopy{tables({"c", steps.size() == 1 ? "b" : "d"}), ""};
  });
  applier.carry_out({table("a", "c"), table("b", "d")});
  EXPECT_EQ(asked, (std::vector<std::size_t>{1, 2}));
  EXPECT_TRUE(applier.catalog() == tables({"c", "d"}));
}

TEST(RenameApplier, SaysWhatTheDatabaseHasAgainstIt) {
  RenameApplier applier(tables({"a"}), [](const Catalog&, const std::vector<RenameStep>&) {
    return RenamedCopy{{}, "it refuses: no"};
  });
  try {
    applier.carry_out({table("a", "b")});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kRefused);
    EXPECT_STREQ(
        error.what(),
        "table public.a to b can not be renamed, it refuses: no; drop or change that first, and make it "
        "again afterwards");
  }
}

}  // namespace
}  // namespace tenon::this_file
