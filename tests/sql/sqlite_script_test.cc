#include <gtest/gtest.h>

#include "sql/sqlite_script.h"

namespace tenon::this_file {

void PrintTo(const SqliteScriptPiece& piece, std::ostream* out) {
  *out << static_cast<int>(piece.kind) << " " << piece.span.begin << ".." << piece.span.end;
}

namespace {

using Kind = SqliteScriptPiece::Kind;

struct Piece {
  Kind kind;
  std::string text;
  friend bool operator==(const Piece&, const Piece&) = default;
};

void PrintTo(const Piece& piece, std::ostream* out) {
  *out << static_cast<int>(piece.kind) << " " << piece.text;
}

std::vector<Piece> cut(const std::string& text) {
  std::vector<Piece> pieces;
  for (const SqliteScriptPiece& piece : sqlite_script_pieces(text))
    pieces.push_back({piece.kind, std::string(piece.span.of(text))});
  return pieces;
}

TEST(SqliteScript, IsCutAtSemicolonsOutsideOfQuotesAndComments) {
  EXPECT_EQ(
      cut(" -- one; two\nSELECT ';' /* ; */ ;;\n SELECT [;] \";\" `;`"),
      (std::vector<Piece>{{Kind::kStatement, "SELECT ';'"}, {Kind::kStatement, "SELECT [;] \";\" `;`"}}));
  EXPECT_EQ(cut("-- nothing"), std::vector<Piece>{});
}

TEST(SqliteScript, KeepsATriggerWhole) {
  const std::string trigger =
      "CREATE TEMP TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END";
  EXPECT_EQ(cut(trigger + "; SELECT 1;"),
            (std::vector<Piece>{{Kind::kStatement, trigger}, {Kind::kStatement, "SELECT 1"}}));
  EXPECT_EQ(cut(trigger), (std::vector<Piece>{{Kind::kStatement, trigger}}));
  const std::string broken = "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; SELECT 2";
  EXPECT_EQ(cut(broken), (std::vector<Piece>{{Kind::kUnfinished, broken}}));
}

TEST(SqliteScript, TellsTheShellsCommandsAndWhatNeverEnds) {
  EXPECT_EQ(cut(".mode it's\nSELECT 1;\nSELECT 'x"), (std::vector<Piece>{{Kind::kDotCommand, ".mode it's"},
                                                                         {Kind::kStatement, "SELECT 1"},
                                                                         {Kind::kUnfinished, "SELECT 'x"}}));
}

}  // namespace
}  // namespace tenon::this_file
