#include "sql/pg_script.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace tenon::this_file {
namespace {

using Kind = ScriptPiece::Kind;
using Pieces = std::vector<std::pair<Kind, std::string>>;

Pieces pieces(std::string_view text) {
  Pieces all;
  for (const ScriptPiece& piece : script_pieces(text)) all.emplace_back(piece.kind, piece.span.of(text));
  return all;
}

Pieces statements(const std::vector<std::string>& texts) {
  Pieces all;
  for (const std::string& text : texts) all.emplace_back(Kind::kStatement, text);
  return all;
}

TEST(PgScript, CutsAtSemicolons) {
  EXPECT_EQ(pieces(""), Pieces());
  EXPECT_EQ(pieces(" ;; -- nothing\n /* at /* all; */ */"), Pieces());
  EXPECT_EQ(pieces("a;b ;\n c"), statements({"a", "b", "c"}));
  EXPECT_EQ(pieces("\xEF\xBB\xBF-- first\na 1;\r\nb"), statements({"a 1", "b"}));
}

TEST(PgScript, LeavesWholeWhatHoldsSemicolons) {
  for (const char* whole :
       {"select ';'", "select 'it''s;'", "select E'\\';'", "select \";\"", "select $$;$$",
        "select $a$;$$;$a$", "select (1;2)", "select 1 /* ; /* ; */ ; */ + 1", "select 1 -- ;\n + 1",
        "create function f() returns int language sql begin atomic select 1; select case when a then 1 end; "
        "end",
        "create or replace procedure p() begin atomic select 1; end", "select 1.5e3, a$1"})
    EXPECT_EQ(pieces(std::string(whole) + ";x"), statements({whole, "x"})) << whole;
}

TEST(PgScript, TellsCommandsOfPsqlAndRowsOfCopyApart) {
  EXPECT_EQ(pieces("\\restrict x\na;\n\\connect db"), (Pieces{{Kind::kMetaCommand, "\\restrict x"},
                                                              {Kind::kStatement, "a"},
                                                              {Kind::kMetaCommand, "\\connect db"}}));
  EXPECT_EQ(pieces("COPY t FROM stdin;\n1\tit's; \"\n\\N\n\\.\na"),
            (Pieces{{Kind::kStatement, "COPY t FROM stdin"},
                    {Kind::kCopyData, "\n1\tit's; \"\n\\N\n\\."},
                    {Kind::kStatement, "a"}}));
}

TEST(PgScript, SaysWhatNeverEnds) {
  EXPECT_EQ(pieces("a; select 'b;"), (Pieces{{Kind::kStatement, "a"}, {Kind::kUnfinished, "'b;"}}));
  EXPECT_EQ(pieces("/* a;"), (Pieces{{Kind::kUnfinished, "/* a;"}}));
  EXPECT_EQ(pieces("do $x$ a $y$").back().first, Kind::kUnfinished);
  EXPECT_EQ(pieces("copy t from stdin;\n1\n").back().first, Kind::kUnfinished);
}

}  // namespace
}  // namespace tenon::this_file
