#include "renames/flag.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "tests/support/builders.h"

namespace tenon {
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

TEST(RenameFlag, IsRefusedInAnyOtherForm) {
  for (const char* text :
       {"", "table", "table:a", "table:=b", "table:a=", "column:a=b", "column:a.=b", "view:a=b"})
    EXPECT_THROW(rename_flag(text, kPostgresql), Error) << text;
}

}  // namespace
}  // namespace tenon
