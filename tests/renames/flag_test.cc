#include "renames/flag.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using test::n;
using test::q;

TEST(RenameFlag, NamesATableAColumnOrAMove) {
  EXPECT_EQ(rename_flag("table:a=b", kPostgresql), (DataRename{q("a"), {}, n("b"), {}}));
  EXPECT_EQ(rename_flag("column:a.x=y", kPostgresql), (DataRename{q("a"), n("x"), n("y"), {}}));
  EXPECT_EQ(rename_flag("column:s.a.x=y", kPostgresql), (DataRename{{n("s"), n("a")}, n("x"), n("y"), {}}));
  EXPECT_EQ(rename_flag("table:s.a=t.b", kPostgresql),
            (DataRename{{n("s"), n("a")}, {}, n("b"), {}, n("t")}));
  EXPECT_EQ(rename_flag("table:s.a=b", kSqlite).table, q("s.a", kSqlite));
}

TEST(RenameFlag, TakesNamesInQuotes) {
  EXPECT_EQ(rename_flag(R"(table:"a.b"="c=d")", kPostgresql), (DataRename{q("a.b"), {}, n("c=d"), {}}));
  EXPECT_EQ(rename_flag(R"(table:"s.1"."a""b"=t.c)", kPostgresql),
            (DataRename{{n("s.1"), n("a\"b")}, {}, n("c"), {}, n("t")}));
  EXPECT_EQ(rename_flag(R"(column:"t.u"."x.y"=z)", kSqlite),
            (DataRename{q("t.u", kSqlite), n("x.y", kSqlite), n("z", kSqlite), {}}));
  EXPECT_EQ(rename_flag(R"(table:a"b=c"d)", kSqlite),
            (DataRename{q("a\"b", kSqlite), {}, n("c\"d", kSqlite), {}}));
}

TEST(RenameFlag, IsRefusedInAnyOtherForm) {
  for (const char* text :
       {"", "table", "table:a", "table:=b", "table:a=", "column:a=b", "column:a.=b", "view:a=b"})
    EXPECT_THROW(rename_flag(text, kPostgresql), Error) << text;
}

}  // namespace
}  // namespace tenon::this_file
