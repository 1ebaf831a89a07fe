#include "plan/lookup/identifiers.h"

#include <gtest/gtest.h>

#include "plan/lookup/type_names.h"
#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

TEST(IdentifierRef, FindsAColumnHoweverItIsWritten) {
  EXPECT_TRUE(references_column("total > 0", n("total"), kPostgresql));
  EXPECT_TRUE(references_column("TOTAL > 0", n("total"), kPostgresql));
  EXPECT_TRUE(references_column("t.total>0", n("total"), kPostgresql));
  EXPECT_TRUE(references_column("\"a \"\"b\"\"\" > 0", n("a \"b\""), kPostgresql));
  EXPECT_TRUE(references_column("a[i]", n("i"), kPostgresql));
  EXPECT_TRUE(references_column("[my col] > 0", n("My Col", kSqlite), kSqlite));
  EXPECT_TRUE(references_column("`x` > 0", n("x", kSqlite), kSqlite));
  EXPECT_TRUE(references_column("d\xc3\xa9j\xc3\xa0 > 0", n("d\xc3\xa9j\xc3\xa0"), kPostgresql));
  EXPECT_TRUE(references_column("E'\\'' || b", n("b"), kPostgresql));
}

TEST(IdentifierRef, PassesOverWhatIsNoColumn) {
  EXPECT_FALSE(references_column("x <> 'total'", n("total"), kPostgresql));
  EXPECT_FALSE(references_column("x <> 'it''s total'", n("total"), kPostgresql));
  EXPECT_FALSE(references_column("x <> $q$total$q$", n("total"), kPostgresql));
  EXPECT_FALSE(references_column("x <> E'\\'total'", n("total"), kPostgresql));
  EXPECT_FALSE(references_column("total (x)", n("total"), kPostgresql));
  EXPECT_FALSE(references_column("x::public.total", n("total"), kPostgresql));
  EXPECT_FALSE(references_column("subtotal + total2", n("total"), kPostgresql));
  EXPECT_FALSE(references_column("\"Total\" > 0", n("total"), kPostgresql));
  EXPECT_FALSE(references_column("1e5 > 0", n("e5"), kPostgresql));
}

TEST(IdentifierRef, ReadsSequencesOutOfDefaults) {
  const auto names = [](std::string text) { return sequences_in(x(std::move(text)), kPostgresql); };
  EXPECT_EQ(names("nextval('s'::regclass)"), (std::vector{q("s")}));
  EXPECT_EQ(names("NEXTVAL('app.s')"), (std::vector{kPostgresql.qualified("app", "s")}));
  EXPECT_EQ(names("nextval('\"A.b\".\"it''s\"'::regclass)"),
            (std::vector{kPostgresql.qualified("A.b", "it's")}));
  EXPECT_TRUE(names("'s'::text").empty());
  EXPECT_EQ(names_in_literals("'app.t'::regclass", kPostgresql),
            (std::vector{kPostgresql.qualified("app", "t")}));
}

TEST(IdentifierRef, ResolvesATypeToItsEnum) {
  Catalog with = catalog({});
  with.enums = {{kPostgresql.qualified("app", "mood"), {"a"}, {}, {}},
                enumeration("mood", {"a"}),
                {kPostgresql.qualified("app", "only"), {"a"}, {}, {}}};
  const TypeNames enums(with);
  EXPECT_EQ(enums.of(ty("mood[]")), q("mood"));
  EXPECT_EQ(enums.of(ty("app.mood")), kPostgresql.qualified("app", "mood"));
  EXPECT_EQ(enums.of(ty("\"app\".\"only\"[][]")), kPostgresql.qualified("app", "only"));
  EXPECT_EQ(enums.of(ty("only")), kPostgresql.qualified("app", "only"));
  EXPECT_EQ(enums.of(ty("text")), std::nullopt);
  EXPECT_EQ(enums.of(ty("other.mood")), std::nullopt);
}

TEST(IdentifierRef, TellsTypesApartThatDifferInMoreThanModifiers) {
  EXPECT_EQ(base_of(ty("character varying(10)")), base_of(ty("character varying")));
  EXPECT_EQ(base_of(ty("numeric(10,2)")), base_of(ty("numeric(8)")));
  EXPECT_NE(base_of(ty("integer")), base_of(ty("integer[]")));
  EXPECT_NE(base_of(ty("timestamp(3) with time zone")), base_of(ty("timestamp(3) without time zone")));
}

}  // namespace
}  // namespace tenon::this_file
