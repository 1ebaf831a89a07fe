#include <gtest/gtest.h>

#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

Catalog shop() {
  return with_sequences(
      with_enums(catalog({table("child",
                                {column("p"), column("m", "mood"), with_default(column("s"), "nextval('s')"),
                                 computed(column("g"), "p + 1")},
                                {foreign_key("fk", {"p"}, "parent", {"id"}), check("ck", "p > 0")}),
                          table("parent", {column("id", "integer", false)},
                                {primary_key("pk", {"id"}), index("ix", {"id"})})}),
                 {enumeration("mood", {"a"})}),
      {sequence("s")});
}

std::string refusal(const Op& op, const Catalog& catalog = shop()) {
  try {
    applied(catalog, op);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::string because(const std::string& op, const std::string& what) {
  return op + ": a database would reject: " + what;
}

Column of(const Catalog& catalog, std::string_view table, std::string_view column) {
  return *find_column(*find_table(catalog, q(table)), n(column));
}

TEST(Applied, RefusesWhatIsThereAlready) {
  EXPECT_EQ(refusal(CreateTable{table("parent", {})}),
            because("create_table public.parent", "the name public.parent is taken"));
  EXPECT_EQ(refusal(CreateTable{table("ix", {})}),
            because("create_table public.ix", "the name public.ix is taken"));
  EXPECT_EQ(refusal(CreateTable{table("mood", {})}),
            because("create_table public.mood", "the type name public.mood is taken"));
  EXPECT_EQ(refusal(CreateSequence{sequence("pk")}),
            because("create_sequence public.pk", "the name public.pk is taken"));
  EXPECT_EQ(refusal(CreateEnum{enumeration("child", {})}),
            because("create_enum public.child", "the type name public.child is taken"));
  EXPECT_EQ(refusal(AddColumn{q("child"), column("p")}),
            because("add_column public.child.p", "the column exists already"));
  EXPECT_EQ(refusal(AddConstraint{q("child"), check("fk", "true")}),
            because("add_constraint public.child.fk", "the place of fk is taken"));
  EXPECT_EQ(refusal(AddConstraint{q("parent"), primary_key("pk_2", {"id"})}),
            because("add_constraint public.parent.pk_2", "the place of pk_2 is taken"));
}

TEST(Applied, AllowsOneNameOnTwoTablesWhereOnlyTheTableCounts) {
  EXPECT_EQ(refusal(AddConstraint{q("parent"), check("ck", "id > 0")}), "");
  EXPECT_EQ(refusal(AddConstraint{q("child"), check("ix", "p > 0")}), "");
}

TEST(Applied, RefusesWhatIsMissing) {
  EXPECT_EQ(refusal(DropTable{table("nothing", {})}),
            because("drop_table public.nothing", "no table public.nothing"));
  EXPECT_EQ(refusal(AddConstraint{q("child"), index("i", {"x"})}),
            because("add_constraint public.child.i", "no column x for i"));
  EXPECT_EQ(refusal(AddConstraint{q("child"), foreign_key("f", {"p"}, "parent", {"x"})}),
            because("add_constraint public.child.f", "no key of public.parent behind f"));
  EXPECT_EQ(refusal(AddConstraint{q("child"), foreign_key("f", {"p"}, "x", {"x"})}),
            because("add_constraint public.child.f", "no table public.x to refer to"));
  EXPECT_EQ(refusal(AddColumn{q("parent"), with_default(column("x"), "nextval('t')")}),
            because("add_column public.parent.x", "no sequence public.t to draw from"));
  EXPECT_EQ(refusal(CreateEnum{{kPostgresql.qualified("app", "e"), {}, {}, {}}}),
            because("create_enum app.e", "no schema app"));
}

TEST(Applied, RefusesToDropWhatOthersLeanOn) {
  const Catalog all_of_it = shop();
  EXPECT_EQ(refusal(DropTable{*find_table(all_of_it, q("parent"))}),
            because("drop_table public.parent", "foreign key fk depends on it"));
  EXPECT_EQ(refusal(DropConstraint{q("parent"), primary_key("pk", {"id"})}),
            because("drop_constraint public.parent.pk", "foreign key fk depends on key pk"));
  EXPECT_EQ(refusal(DropColumn{q("parent"), of(all_of_it, "parent", "id")}),
            because("drop_column public.parent.id", "pk depends on column id"));
  EXPECT_EQ(refusal(DropEnum{enumeration("mood", {"a"})}),
            because("drop_enum public.mood", "column public.child.m has the type"));
  EXPECT_EQ(refusal(DropSequence{sequence("s")}),
            because("drop_sequence public.s", "column public.child.s draws from it"));
  EXPECT_EQ(refusal(DropSchema{all_of_it.schemas[0]}),
            because("drop_schema public", "schema public is not empty"));
}

TEST(Applied, RefusesToAttachAPartitionWithTwoIndexesThatCouldBeItsPart) {
  Table whole = table("whole", {column("a")}, {index("ix", {"a"})});
  whole.options = with_option(whole.options, "partition_by", "LIST (a)");
  const Table apart = table("part", {column("a")}, {index("own", {"a"}), index("part_of_ix", {"a"})});
  Table part = table("part", {column("a")}, {index("own", {"a"})});
  part.options = with_option(part.options, "partition_bound", "DEFAULT");
  part.inherited_constraints->push_back(index("part_of_ix", {"a"}));
  part.parents = {q("whole")};
  EXPECT_EQ(
      refusal(AttachTable{part, q("whole")}, catalog({apart, whole})),
      because("attach_table public.part", "either own or part_of_ix would become the part of an index"));
}

TEST(Applied, RefusesToRetypeUnderAComputedColumnOrAForeignKey) {
  const auto retyped = [](std::string_view in, std::string_view name) {
    const Column actual = of(shop(), in, name);
    Column declared = actual;
    declared.type = ty("bigint");
    return refusal(AlterColumn{q(in), actual, declared});
  };
  EXPECT_EQ(retyped("child", "p"),
            because("alter_column public.child.p", "column g is computed from column p"));
  EXPECT_EQ(retyped("parent", "id"),
            because("alter_column public.parent.id", "foreign key fk depends on column id"));
}

TEST(Applied, RefusesAnOpThatBelievesSomethingElse) {
  EXPECT_EQ(refusal(DropConstraint{q("child"), check("ck", "p > 1")}),
            because("drop_constraint public.child.ck", "constraint ck is not as expected"));
  EXPECT_EQ(refusal(AlterConstraint{q("child"), check("ck", "p > 0"), check("ck", "p > 1")}),
            because("alter_constraint public.child.ck", "this cannot be changed in place"));
}

TEST(Applied, TakesOwnedSequencesAlong) {
  const auto with = with_sequences(catalog({table("t", {with_default(column("id"), "nextval('s')")})}),
                                   {owned(sequence("s"), "t", "id")});
  EXPECT_TRUE(applied(with, DropTable{with.tables[0]}).sequences.empty());
  EXPECT_TRUE(applied(with, DropColumn{q("t"), with.tables[0].columns[0]}).sequences.empty());
}

TEST(Applied, SetsAComment) {
  const Key key{Kind::kColumn, n("public"), n("parent"), n("id")};
  EXPECT_EQ(of(applied(shop(), SetComment{key, "", "why"}), "parent", "id").comment, "why");
}

}  // namespace
}  // namespace tenon::this_file
