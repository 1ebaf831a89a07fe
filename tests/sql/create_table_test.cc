#include "sql/create_table.h"

#include <gtest/gtest.h>

#include <optional>

#include "model/overloaded.h"

namespace tenon::this_file {
namespace {

/// The table as one line: everything it says, with the text of every span.
class Shown {
 public:
  explicit Shown(std::string_view sql) : sql_(sql) {}

  std::string operator()(const NotUnderstood& reason) const {
    return "wanted " + std::string(reason.wanted) + ", found <" + text(reason.found) + ">";
  }
  std::string operator()(const ScannedTable& table) const {
    std::string out = (table.schema.text.empty() ? "" : table.schema.text + ".") + table.name.text;
    for (const auto& column : table.columns) out += "\n" + (*this)(column);
    for (const auto& clause : table.constraints) out += "\n" + (*this)(clause);
    if (table.without_rowid) out += "\nwithout rowid";
    if (table.strict) out += "\nstrict";
    return out;
  }
  std::string operator()(const ScannedColumn& column) const {
    std::string out = column.name.text + " <" + text(column.type) + ">";
    for (const auto& clause : column.clauses) out += " | " + (*this)(clause);
    return out;
  }
  std::string operator()(const ScannedClause& clause) const {
    const std::string name = clause.name.text.empty() ? "" : clause.name.text + ": ";
    return name + std::visit(*this, clause.what);
  }
  std::string operator()(const KeyClause& key) const {
    std::string out = key.primary ? "pk" : "uq";
    for (const auto& column : key.columns)
      out += " " + column.name.text + (column.collation.empty() ? "" : "~" + column.collation) +
             (column.descending ? "-" : "");
    if (key.descending) out += " desc";
    if (key.autoincrement) out += " auto";
    return out + conflict(key.on_conflict);
  }
  std::string operator()(const NotNullClause& clause) const { return "nn" + conflict(clause.on_conflict); }
  std::string operator()(const NullClause&) const { return "null"; }
  std::string operator()(const CheckClause& check) const {
    return "ck <" + text(check.expression) + ">" + conflict(check.on_conflict);
  }
  std::string operator()(const DefaultClause& clause) const { return "default <" + text(clause.value) + ">"; }
  std::string operator()(const CollateClause& clause) const { return "collate " + clause.collation; }
  std::string operator()(const ReferencesClause& fk) const {
    std::string out = "fk" + names(fk.columns) + " -> " + fk.table.text + names(fk.referred_columns);
    if (fk.ondelete != Action::kNoAction) out += " d:" + std::string(sql_text(fk.ondelete));
    if (fk.onupdate != Action::kNoAction) out += " u:" + std::string(sql_text(fk.onupdate));
    if (!fk.match.empty()) out += " m:" + fk.match;
    if (fk.deferrable) out += " deferrable";
    return out + (fk.initially_deferred ? " deferred" : "");
  }
  std::string operator()(const DeferralClause&) const { return "deferral"; }
  std::string operator()(const GeneratedClause& clause) const {
    return "as <" + text(clause.expression) + ">" + (clause.stored ? " stored" : "");
  }
  std::string operator()(const BareNameClause&) const { return "nothing"; }

 private:
  std::string text(Span span) const { return std::string(span.of(sql_)); }
  static std::string conflict(const std::string& word) { return word.empty() ? "" : " !" + word; }
  static std::string names(const std::vector<ScannedName>& names) {
    std::string out;
    for (const auto& name : names) out += " " + name.text;
    return out;
  }
  std::string_view sql_;
};

std::string printed(std::string_view sql) { return std::visit(Shown(sql), scan_create_table(sql)); }

TEST(CreateTable, ReadsColumnsAndTypes) {
  EXPECT_EQ(printed("CREATE TABLE t(a)"), "t\na <>");
  EXPECT_EQ(
      printed("create temp table if not exists main.t (a int, b Unsigned  Big Int, c decimal ( 10 , -2 ), d "
              "'any' \"thing\");"),
      "main.t\na <int>\nb <Unsigned  Big Int>\nc <decimal ( 10 , -2 )>\nd <'any' \"thing\">");
  EXPECT_EQ(printed("CREATE TABLE t(a NOT NULL, b COLLATE nocase, c DEFAULT 1)"),
            "t\na <> | nn\nb <> | collate nocase\nc <> | default <1>");
}

TEST(CreateTable, ReadsNamesInEveryQuote) {
  EXPECT_EQ(printed("CREATE TABLE \"a\"\"b\" (`c``d` int, [e\"f] int, 'g''h' int, größe int)"),
            "a\"b\nc`d <int>\ne\"f <int>\ng'h <int>\ngröße <int>");
  EXPECT_EQ(printed("CREATE TABLE if(key int, desc text, action, \"check\" int)"),
            "if\nkey <int>\ndesc <text>\naction <>\ncheck <int>");
}

TEST(CreateTable, ReadsConstraintsOfColumns) {
  EXPECT_EQ(printed("CREATE TABLE t(a INTEGER PRIMARY KEY DESC ON CONFLICT replace AUTOINCREMENT)"),
            "t\na <INTEGER> | pk desc auto !REPLACE");
  EXPECT_EQ(
      printed("CREATE TABLE t(a int CONSTRAINT x NOT NULL ON CONFLICT IGNORE NULL CONSTRAINT [y] UNIQUE ON "
              "CONFLICT FAIL CONSTRAINT \"z\" CHECK (a > (1)))"),
      "t\na <int> | x: nn !IGNORE | null | y: uq !FAIL | z: ck <a > (1)>");
  EXPECT_EQ(printed("CREATE TABLE t(a int CONSTRAINT x CONSTRAINT y CHECK (a) CONSTRAINT z)"),
            "t\na <int> | y: ck <a> | z: nothing");
}

TEST(CreateTable, ReadsDefaultsAsWritten) {
  EXPECT_EQ(
      printed(
          "CREATE TABLE t(a DEFAULT -1.5, b DEFAULT 'it''s', c DEFAULT (1 + ( 2 )), d DEFAULT "
          "CURRENT_TIMESTAMP NOT NULL, e DEFAULT + 3, f DEFAULT x'00', g DEFAULT \"abc\", h DEFAULT NULL)"),
      "t\na <> | default <-1.5>\nb <> | default <'it''s'>\nc <> | default <(1 + ( 2 ))>\n"
      "d <> | default <CURRENT_TIMESTAMP> | nn\ne <> | default <+ 3>\nf <> | default <x'00'>\n"
      "g <> | default <\"abc\">\nh <> | default <NULL>");
}

TEST(CreateTable, ReadsGeneratedColumns) {
  EXPECT_EQ(
      printed(
          "CREATE TABLE t(a int, b int GENERATED ALWAYS AS (a*2) STORED UNIQUE, c AS (a) VIRTUAL, d int as "
          "(lower(')')))"),
      "t\na <int>\nb <int> | as <a*2> stored | uq\nc <> | as <a>\nd <int> | as <lower(')')>");
}

TEST(CreateTable, ReadsForeignKeys) {
  EXPECT_EQ(
      printed(
          "CREATE TABLE t(a REFERENCES p, b REFERENCES p(x) ON DELETE SET NULL ON UPDATE CASCADE MATCH full "
          "DEFERRABLE INITIALLY DEFERRED NOT NULL)"),
      "t\na <> | fk -> p\nb <> | fk -> p x d:SET NULL u:CASCADE m:FULL deferrable deferred | nn");
  EXPECT_EQ(
      printed(
          "CREATE TABLE t(a, b, CONSTRAINT f FOREIGN KEY (a, 'b') REFERENCES \"p q\" (x, [y]) ON INSERT SET "
          "DEFAULT ON DELETE NO ACTION ON UPDATE RESTRICT ON DELETE SET DEFAULT)"),
      "t\na <>\nb <>\nf: fk a b -> p q x y d:SET DEFAULT u:RESTRICT");
}

TEST(CreateTable, TellsWhatDefersFromWhatDoesNot) {
  EXPECT_EQ(
      printed("CREATE TABLE t(a REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED, b REFERENCES p DEFERRABLE "
              "INITIALLY IMMEDIATE, c REFERENCES p DEFERRABLE)"),
      "t\na <> | fk -> p deferred\nb <> | fk -> p deferrable\nc <> | fk -> p deferrable");
  EXPECT_EQ(printed("CREATE TABLE t(a REFERENCES p NOT NULL DEFERRABLE INITIALLY DEFERRED)"),
            "t\na <> | fk -> p deferrable deferred | nn | deferral");
}

TEST(CreateTable, ReadsConstraintsOfTheTableWithAndWithoutCommas) {
  EXPECT_EQ(
      printed(
          "CREATE TABLE t(a, b, CONSTRAINT k PRIMARY KEY (a COLLATE nocase DESC, b ASC) ON CONFLICT ROLLBACK "
          "UNIQUE (b) CHECK (a <> ',') ON CONFLICT FAIL, CONSTRAINT v FOREIGN KEY (a) REFERENCES p)"),
      "t\na <>\nb <>\nk: pk a~nocase- b !ROLLBACK\nuq b\nck <a <> ','> !FAIL\nv: fk a -> p");
  EXPECT_EQ(printed("CREATE TABLE t(id INTEGER, PRIMARY KEY (id AUTOINCREMENT))"),
            "t\nid <INTEGER>\npk id auto");
  EXPECT_EQ(printed("CREATE TABLE t(a, UNIQUE ((a)), CONSTRAINT x)"), "t\na <>\nuq a\nx: nothing");
}

TEST(CreateTable, ReadsOptions) {
  EXPECT_EQ(printed("CREATE TABLE t(a int PRIMARY KEY) WITHOUT ROWID, STRICT"),
            "t\na <int> | pk\nwithout rowid\nstrict");
  EXPECT_EQ(printed("CREATE TABLE t(a int) strict;"), "t\na <int>\nstrict");
}

TEST(CreateTable, ReadsThroughComments) {
  EXPECT_EQ(
      printed("CREATE/*a*/TABLE t -- (\n( -- b, c int\n a /* , */ int -- )\n, /* ' */ b text )  -- end"),
      "t\na <int>\nb <text>");
}

TEST(CreateTable, GivesTheSpansOfWhatAnEditorCuts) {
  const std::string_view sql =
      "CREATE TABLE \"t\" (a int CONSTRAINT c CHECK (a > 0) NOT NULL, CONSTRAINT f /*x*/ FOREIGN KEY (a) "
      "REFERENCES "
      "p(b) ) STRICT";
  const auto scanned = std::get<ScannedTable>(scan_create_table(sql));
  EXPECT_EQ(scanned.name.span.of(sql), "\"t\"");
  EXPECT_EQ(scanned.body.of(sql).front(), '(');
  EXPECT_EQ(scanned.body.of(sql).substr(scanned.body.of(sql).size() - 3), ") )");
  EXPECT_EQ(scanned.options.of(sql), "STRICT");
  EXPECT_EQ(scanned.columns[0].span.of(sql), "a int CONSTRAINT c CHECK (a > 0) NOT NULL");
  EXPECT_EQ(scanned.columns[0].clauses[0].span.of(sql), "CONSTRAINT c CHECK (a > 0)");
  EXPECT_EQ(scanned.columns[0].clauses[1].span.of(sql), "NOT NULL");
  EXPECT_EQ(scanned.constraints[0].span.of(sql), "CONSTRAINT f /*x*/ FOREIGN KEY (a) REFERENCES p(b)");
  EXPECT_EQ(scanned.constraints[0].name.span.of(sql), "f");
}

TEST(CreateTable, SaysWhereItStoppedUnderstanding) {
  EXPECT_EQ(printed("CREATE TABLE t AS SELECT 1"), "wanted (, found <AS>");
  EXPECT_EQ(printed("CREATE VIEW v AS SELECT 1"), "wanted table, found <VIEW>");
  EXPECT_EQ(printed("CREATE TABLE t(a int"), "wanted ), found <>");
  EXPECT_EQ(printed("CREATE TABLE t(a int CHECK (a > 'b)"), "wanted ), found <'b)>");
  EXPECT_EQ(printed("CREATE TABLE t(a int ON)"), "t\na <int ON>");
  EXPECT_EQ(printed("CREATE TABLE t(a int DEFAULT)"), "wanted a value, found <)>");
  EXPECT_EQ(printed("CREATE TABLE t(a int, )"), "wanted the name of a column, found <)>");
  EXPECT_EQ(printed("CREATE TABLE t(a int) WITHOUT OIDS"), "wanted WITHOUT ROWID or STRICT, found <>");
  EXPECT_EQ(printed("CREATE TABLE t(a int); SELECT 1"), "wanted the end of the statement, found <SELECT>");
  EXPECT_EQ(printed(""), "wanted create, found <>");
}

}  // namespace
}  // namespace tenon::this_file
