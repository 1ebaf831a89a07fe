#include "diff/renames.h"

#include <gtest/gtest.h>

#include "diff/difference.h"
#include "tests/diff/changes.h"

namespace tenon::test::this_file {
namespace {

TEST(Renames, AreOneChangeNeverDropAndAdd) {
  EXPECT_EQ(diff(with({unique("old", {"a"})}), with({unique("new", {"a"})})),
            Changes{(Renamed{
                key(Kind::kUnique, "t", "new"), n("old"), unique("old", {"a"}), unique("new", {"a"}), {}})});
}

TEST(Renames, AreFoundForEveryKindOfConstraint) {
  Exclusion ex;
  ex.name = n("old");
  ex.elements = {{index("", {"a"}).elements[0], searched("=")}};
  const std::vector<Constraint> all = {primary_key("old", {"a"}),
                                       unique("old", {"a"}),
                                       index("old", {"a"}),
                                       check("old", "a > 0"),
                                       ex,
                                       foreign_key("old", {"a"}, "p", {"id"})};
  for (const Constraint& before : all) {
    const Constraint after = renamed(before, n("new"), NamedBy::kUser);
    EXPECT_EQ(diff(with({before}), with({after})),
              Changes{(Renamed{
                  key(kind_of(before), "t", "new"), n("old"), object_of(before), object_of(after), {}})});
  }
}

TEST(Renames, StayWithinOneKind) {
  const Index ix = [] {
    Index made = index("two", {"a"});
    made.unique = true;
    return made;
  }();
  EXPECT_EQ(diff(with({unique("one", {"a"})}), with({ix})),
            (Changes{Dropped{key(Kind::kUnique, "t", "one"), unique("one", {"a"})},
                     Added{key(Kind::kIndex, "t", "two"), ix}}));
}

TEST(Renames, StayWithinOneTable) {
  const auto side = [](std::vector<Constraint> t, std::vector<Constraint> u) {
    return catalog({table("t", {column("a")}, std::move(t)), table("u", {column("a")}, std::move(u))});
  };
  EXPECT_EQ(diff(side({check("one", "a > 0")}, {}), side({}, {check("two", "a > 0")})),
            (Changes{Dropped{key(Kind::kCheck, "t", "one"), check("one", "a > 0")},
                     Added{key(Kind::kCheck, "u", "two"), check("two", "a > 0")}}));
}

TEST(Renames, PairDuplicatesInTheOrderOfTheirNames) {
  const Changes found = diff(with({unique("b", {"a"}), unique("a", {"a"}), unique("c", {"a"})}),
                             with({unique("y", {"a"}), unique("x", {"a"})}));
  EXPECT_EQ(
      found,
      (Changes{Dropped{key(Kind::kUnique, "t", "c"), unique("c", {"a"})},
               Renamed{key(Kind::kUnique, "t", "x"), n("a"), unique("a", {"a"}), unique("x", {"a"}), {}},
               Renamed{key(Kind::kUnique, "t", "y"), n("b"), unique("b", {"a"}), unique("y", {"a"}), {}}}));
}

TEST(Renames, LeaveAloneWhatKeepsItsName) {
  EXPECT_EQ(
      diff(with({unique("a", {"a"}), unique("b", {"a"})}), with({unique("b", {"a"}), unique("c", {"a"})})),
      Changes{(Renamed{key(Kind::kUnique, "t", "c"), n("a"), unique("a", {"a"}), unique("c", {"a"}), {}})});
}

TEST(Renames, CarryACommentAlong) {
  Unique after = unique("new", {"a"});
  after.comment = "what it is";
  EXPECT_EQ(diff(with({unique("old", {"a"})}), with({after})),
            Changes{(Renamed{key(Kind::kUnique, "t", "new"),
                             n("old"),
                             unique("old", {"a"}),
                             after,
                             {{"comment", "", "what it is"}}})});
}

TEST(Renames, TakeTheOnlyPrimaryKeyWhateverItBecomes) {
  EXPECT_EQ(diff(with({primary_key("old", {"a"})}), with({primary_key("new", {"b"})})),
            Changes{(Renamed{key(Kind::kPrimaryKey, "t", "new"),
                             n("old"),
                             primary_key("old", {"a"}),
                             primary_key("new", {"b"}),
                             {{"columns", "a", "b"}}})});
}

TEST(Renames, TakeWhatIsAboutTheSameWhenThereIsNoOther) {
  ForeignKey before = foreign_key("old", {"a"}, "p", {"id"});
  ForeignKey after = foreign_key("new", {"a"}, "p", {"id"});
  after.ondelete = Action::kCascade;
  EXPECT_EQ(diff(with({before}), with({after})), Changes{(Renamed{key(Kind::kForeignKey, "t", "new"),
                                                                  n("old"),
                                                                  before,
                                                                  after,
                                                                  {{"ondelete", "NO ACTION", "CASCADE"}}})});
  ForeignKey other = foreign_key("other", {"a"}, "p", {"id"});
  other.ondelete = Action::kSetNull;
  EXPECT_EQ(diff(with({before}), with({after, other})),
            (Changes{Added{key(Kind::kForeignKey, "t", "new"), after},
                     Dropped{key(Kind::kForeignKey, "t", "old"), before},
                     Added{key(Kind::kForeignKey, "t", "other"), other}}));
  EXPECT_EQ(diff(with({unique("old", {"a"})}), with({unique("new", {"b"})})).size(), 2U);
}

TEST(Renames, OfDuplicatesTakeTheOneThatNobodyNamed) {
  const auto changes = diff(with({unique("handmade", {"a"}), unique("t_a_key", {"a"})}),
                            with({by(NamedBy::kConvention, unique("uq_t_a", {"a"}))}));
  EXPECT_EQ(changes, (Changes{Dropped{key(Kind::kUnique, "t", "handmade"), unique("handmade", {"a"})},
                              Renamed{key(Kind::kUnique, "t", "uq_t_a"),
                                      n("t_a_key"),
                                      unique("t_a_key", {"a"}),
                                      unique("uq_t_a", {"a"}),
                                      {}}}));
  EXPECT_EQ(rename_notes(changes),
            std::vector<std::string>{"unique:public.t.uq_t_a could also be paired with another: t_a_key and "
                                     "handmade are the same"});
  EXPECT_EQ(rename_notes(diff(with({unique("a", {"a"}), unique("b", {"a"})}),
                              with({unique("x", {"a"}), unique("y", {"a"})}))),
            std::vector<std::string>{});
}

TEST(Renames, AreNotGuessedForTablesAndColumns) {
  EXPECT_EQ(diff(catalog({table("t", {column("a")})}), catalog({table("t", {column("b")})})),
            (Changes{Dropped{key(Kind::kColumn, "t", "a"), column("a")},
                     Added{key(Kind::kColumn, "t", "b"), column("b")}}));
  EXPECT_EQ(diff(catalog({table("t", {})}), catalog({table("u", {})})),
            (Changes{Dropped{key(Kind::kTable, "", "t"), table("t", {})},
                     Added{key(Kind::kTable, "", "u"), table("u", {})}}));
}

TEST(Renames, AreDropAndAddWhereNamesAloneMatch) {
  const auto found = [](const std::vector<Constraint>& actual, const std::vector<Constraint>& declared) {
    Catalog a = with(actual);
    Catalog d = with(declared);
    return difference(a, d, {}, MatchBy::kName);
  };
  EXPECT_EQ(found({unique("old", {"a"})}, {unique("new", {"a"})}).changes,
            (Changes{Added{key(Kind::kUnique, "t", "new"), unique("new", {"a"})},
                     Dropped{key(Kind::kUnique, "t", "old"), unique("old", {"a"})}}));
  EXPECT_EQ(found({primary_key("old", {"a"})}, {primary_key("new", {"a"})}).changes.size(), 2U);
  const Difference open = found({check("old", "a > 0")}, {check("new", "a > (0)")});
  EXPECT_EQ(open.changes.size(), 2U);
  EXPECT_TRUE(open.unknowns.empty()) << "that a rename would do is no question";
}

TEST(Renames, OfNamesThatNobodyChoseAreNoneWhateverMatches) {
  Catalog actual = with({by(NamedBy::kServer, unique("t_a_key", {"a"}))});
  Catalog declared = with({by(NamedBy::kServer, unique("t_a_key1", {"a"}))});
  EXPECT_TRUE(difference(actual, declared, {}, MatchBy::kName).changes.empty());
}

}  // namespace
}  // namespace tenon::test::this_file
