#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/live/target.h"
#include "tests/support/postgres.h"

namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

/// One kind of bad input. PG stands for the URL of a server, `?` and `&` apart; KEY for the same with a
/// password that may be said nowhere.
struct BadKind {
  const char* name;
  const char* line;
  int code;
  std::vector<std::string> said;
};

void PrintTo(const BadKind& kind, std::ostream* out) { *out << kind.name; }

/// The files that the lines name, as a script of bash writes them.
constexpr const char* kFiles = R"files(
cat > good.json <<< '{"tables": {"a": {"columns": {"id": {"type": "integer", "primary_key": true}}}}}'
cat > good.sql <<< 'CREATE TABLE a (id integer PRIMARY KEY);'
sqlite3 live.db 'CREATE TABLE a (id integer PRIMARY KEY)'
head -c 1000 live.db > cut.db
(head -c 100 live.db; head -c 4000 /dev/urandom; head -c 5000 /dev/zero) > damaged.db
head -c 3000 /dev/urandom > random.json
cp random.json random.sql
: > empty.json; : > empty.sql
printf '  \n\t\n' > blank.json
echo '{}' > object.json
echo '[]' > list.json
echo '"text"' > text.json
echo 'null' > null.json
echo '{"tables": {}}' > no_tables.json
echo '{"declares_nothing": true, "tables": {"a": {"columns": {}}}}' > both.json
echo '-- nothing but words' > comment.sql
echo '/* open' > open_comment.sql
echo "INSERT INTO a VALUES (1);" > insert.sql
echo "SELECT 'open;" > open_quote.sql
echo 'CREATE TABEL a (id integer);' > misspelt.sql
echo 'CREATE TABLE a (id integer' > half.sql
echo '{"tables": {"a": {"columns": {"id": {"type": "integer"}}}}' > half.json
printf '{"tables": {"a": {"columns": {"caf\xe9": {"type": "integer"}}}}}' > latin1.json
printf 'CREATE TABLE caf\xe9 (id integer);' > latin1.sql
printf '{"tables": {"a": {"comment": "\\ud800", "columns": {}}}}' > surrogate.json
iconv -f UTF-8 -t UTF-16 good.json > utf16.json
iconv -f UTF-8 -t UTF-16LE good.sql > utf16.sql
printf '<html><body>404</body></html>' > page.json
printf 'tables:\n  a:\n' > yaml.json
printf '\x1f\x8b\x08\x00\x00\x00' > zipped.json
printf 'PGDMP\x01\x0e\x00\x04' > dump.sql
printf '{"tables": %s' "$(printf '[%.0s' {1..5000})" > deep.json
echo '{"tables": {"a": {"columns": {"id": {"type": "integer"}}, "columns": {}}}}' > twice.json
echo '{"dialect": "oracle", "tables": {}}' > dialect.json
echo '{"naming_convention": {"pk": "pk_%(tabel_name)s"}, "tables": {"a": {"columns": {}}}}' > token.json
echo '{"naming_convention": {"pk": "pk_%(table_name"}, "tables": {"a": {"columns": {}}}}' > template.json
echo '{"lint": {"disable": ["TN999"]}, "tables": {"a": {"columns": {}}}}' > rule.json
echo '{"tables": {"a": {"columns": {"id": {"type": "integer"}},
  "indexes": [{"columns": [{"expression": "abs(id)"}]}]}}}' > nameless.json
echo '{"tables": {"a": {"columns": {"id": {"type": "integer"}},
  "indexes": [{"name": "i", "columns": ["idd"]}]}}}' > column.json
mkdir no_files mixed folder.json; cp good.json good.sql mixed
ln -s loop.json loop.json
)files";

std::vector<BadKind> files() {
  return {
      {"EmptyJson", "check PG empty.json", 1, {"empty.json:1:1: the file is empty"}},
      {"BlankJson", "check PG blank.json", 1, {"blank.json:1:1: the file is empty"}},
      {"EmptyObject", "check PG object.json", 1, {"object.json declares nothing: it has no tables"}},
      {"NoTables",
       "diff PG no_tables.json",
       1,
       {"no_tables.json declares nothing", "\"declares_nothing\": true"}},
      {"NothingAndSomething", "diff PG both.json", 1, {"both.json says \"declares_nothing\": true"}},
      {"EmptySql",
       "check PG empty.sql",
       1,
       {"empty.sql declares nothing: it is empty", "-- tenon: declares nothing"}},
      {"EmptySqlOfSqlite", "check sqlite:///live.db empty.sql", 1, {"it is empty"}},
      {"OnlyComments", "generate PG comment.sql -m x", 1, {"it holds only comments"}},
      {"OnlyInserts", "check PG insert.sql", 1, {"no statement creates anything"}},
      {"OnlyInsertsForSqlite", "check sqlite:///live.db insert.sql", 1, {"insert.sql"}},
      {"LintOfNothing", "lint no_tables.json --dialect sqlite", 1, {"declares nothing"}},
      {"InspectOfNothing", "inspect comment.sql --dialect postgresql", 1, {"only comments"}},
      {"EmptyFolder", "check PG no_files", 1, {"the folder no_files holds no *.json and no *.sql"}},
      {"MixedFolder", "check PG mixed", 64, {"name the files"}},
      {"FolderNamedAsAFile", "check PG folder.json", 1, {"holds no *.json"}},
      {"LinkToItself", "check PG loop.json", 1, {"loop.json", "symbolic links"}},
      {"MissingFile", "check PG gone.json", 1, {"gone.json: No such file"}},
      {"FileAsFolder", "check PG good.json/x.json", 1, {"Not a directory"}},
      {"List", "check PG list.json", 1, {"list.json:1:1", "object"}},
      {"Text", "check PG text.json", 1, {"text.json:1:1", "object"}},
      {"Null", "check PG null.json", 1, {"null.json:1:1", "object"}},
      {"HalfJson", "check PG half.json", 1, {"half.json:2:1: this is not JSON", "unexpected end"}},
      {"Page", "check PG page.json", 1, {"page.json:1:1: this is not JSON"}},
      {"Yaml", "check PG yaml.json", 1, {"yaml.json:1:1: this is not JSON"}},
      {"Random", "check PG random.json", 1, {"random.json"}},
      {"RandomSql", "check PG random.sql", 1, {"random.sql"}},
      {"Zipped", "check PG zipped.json", 1, {"zero"}},
      {"CustomDump", "check PG dump.sql", 1, {"zero"}},
      {"Utf16Json", "check PG utf16.json", 1, {"it is UTF-16", "save it as UTF-8"}},
      {"Utf16Sql", "check sqlite:///live.db utf16.sql", 1, {"it is UTF-16"}},
      {"Latin1Json", "check PG latin1.json", 1, {"latin1.json:1:", "UTF-8"}},
      {"Latin1Sql", "check PG latin1.sql", 1, {"latin1.sql:1:", "UTF-8"}},
      {"LoneSurrogate", "check PG surrogate.json", 1, {"surrogate.json:1:"}},
      {"DeepJson", "check PG deep.json", 1, {"deep.json:1:"}},
      {"KeyTwice", "check PG twice.json", 1, {"twice"}},
      {"UnknownDialect", "check PG dialect.json", 1, {"oracle", "postgresql"}},
      {"UnknownToken", "check PG token.json", 1, {"tabel_name"}},
      {"HalfTemplate", "check PG template.json", 1, {"template.json:1:"}},
      {"UnknownRule", "lint rule.json --dialect sqlite", 1, {"TN999"}},
      {"IndexOverAnExpression", "check PG nameless.json", 1, {"over expressions alone; give it a name"}},
      {"MissingColumn", "check PG column.json", 1, {"idd", "did you mean \"id\"?"}},
      {"MisspeltSql", "check PG misspelt.sql", 1, {"misspelt.sql:1:"}},
      {"HalfSql", "check PG half.sql", 1, {"half.sql:"}},
      {"HalfSqlOfSqlite", "check sqlite:///live.db half.sql", 1, {"half.sql:"}},
      {"OpenComment", "check PG open_comment.sql", 1, {"open_comment.sql:"}},
      {"OpenQuote", "check PG open_quote.sql", 1, {"open_quote.sql:"}},
      {"DatabaseAsAFile", "check PG live.db", 1, {"write sqlite:///live.db"}},
      {"JsonAndSql", "check PG good.json good.sql", 64, {"do not make one schema"}},
  };
}

std::vector<BadKind> databases() {
  return {
      {"CutDatabase", "check sqlite:///cut.db good.json", 1, {"cut.db"}},
      {"DamagedDatabase", "check sqlite:///damaged.db good.json", 1, {"damaged.db"}},
      {"TextAsADatabase", "check sqlite:///good.json good.json", 1, {"not a SQLite database"}},
      {"FolderAsADatabase", "check sqlite:///mixed good.json", 1, {"is a folder"}},
      {"MissingDatabaseFile",
       "check sqlite:///gone.db good.json",
       1,
       {"there is no SQLite database gone.db"}},
      {"NoPath", "check sqlite:/// good.json", 1, {"names no file"}},
      {"UnknownParameter", "check sqlite:///live.db?mdoe=ro good.json", 64, {"did you mean \"mode\"?"}},
      {"TwoSlashes", "check sqlite://live.db good.json", 64, {"sqlite:///relative.db"}},
      {"NoSource", "check '' good.json", 1, {"the name is empty"}},
      {"UnknownScheme", "check mysql://u:word-canary@h/d good.json", 64, {"mysql://", "known are"}},
      {"MisspeltScheme",
       "check postgre://u:word-canary@h/d good.json",
       64,
       {"did you mean \"postgres://\"?"}},
      {"Jdbc", "check 'jdbc:postgresql://h/d?password=word-canary' good.json", 1, {"a JDBC URL is not read"}},
      {"Keywords", "check 'host=h password=word-canary' good.json", 1, {"postgresql://user@host"}},
      {"RefusedPort", "check postgresql://u:word-canary@127.0.0.1:1/d good.json", 1, {"Connection refused"}},
      {"NoNumber",
       "check 'KEY&port=abc' good.json",
       1,
       {"invalid integer value \"abc\"", "correct that parameter"}},
      {"MisspeltMode", "check 'KEY&sslmode=requre' good.json", 1, {"did you mean \"require\"?"}},
      {"MisspeltParameter", "check 'KEY&sslmod=require' good.json", 1, {"did you mean \"sslmode\"?"}},
      {"NoEncodedPassword", "check 'postgresql://u:word@canary@h/d' good.json", 1, {"%40"}},
      {"BadOptions", "check 'KEY&options=-c%20no_such_setting%3D1' good.json", 1, {"no_such_setting"}},
      {"NoSuchService", "check 'postgresql:///?service=gone' good.json", 1, {"check the service's name"}},
      {"MissingSchema", "check PG good.json --schema pubic", 1, {"did you mean \"public\"?"}},
      {"MissingTable", "check PG good.json --include table:aa", 1, {"did you mean \"table:a\"?"}},
      {"TwoKinds", "diff PG sqlite:///live.db", 64, {"only databases of one kind compare"}},
      {"ScratchOfSqlite",
       "check PG good.sql --scratch sqlite:///live.db",
       64,
       {"--scratch wants the URL of a server"}},
      {"ZeroTimeout", "check PG good.json --timeout 0", 64, {"--timeout"}},
      {"WordAsTimeout", "check PG good.json --timeout soon", 64, {"--timeout", "soon"}},
      {"SecretAsMessage", "generate PG good.json -m postgresql://u:word-canary@h/d", 64, {"with a password"}},
      {"FolderThatCannotBe", "generate PG good.json -m x --dir good.sql/m", 1, {"good.sql"}},
      {"ReportOverSource", "check PG good.json -o json=good.json", 1, {"a source is never overwritten"}},
      {"NoConvention", "names PG", 64, {"no convention to check the names against"}},
      {"ConventionOfNothing", "names PG --convention good.json", 64, {"has no \"naming_convention\""}},
  };
}

class BadKinds : public testing::TestWithParam<BadKind> {
 protected:
  BadKinds() {
    const Ran ran = shell("cd " + folder_.path().string() + "\n" + kFiles);
    EXPECT_EQ(ran.err, "");
    before_ = names();
  }

  std::set<std::string> names() const {
    std::set<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
      all.insert(entry.path().string());
    return all;
  }

  static void replace(std::string& line, const std::string& word, const std::string& with) {
    if (const auto at = line.find(word); at != std::string::npos) line.replace(at, word.size(), with);
  }

  const TempFolder folder_;
  std::set<std::string> before_;
};

TEST_P(BadKinds, AreAnsweredAndNothingIsLeftOrTold) {
  static const TemporaryDatabase database("CREATE TABLE a (id bigint PRIMARY KEY)");
  const BadKind& kind = GetParam();
  std::string line = kind.line;
  replace(line, "PG", shell_quoted(database.url()));
  replace(line, "KEY", database.url("tenon:word-canary"));
  const bool has_report = line.find(" -o ") == std::string::npos;
  const std::string report = folder_.file("report");
  const Ran ran = shell("cd " + folder_.path().string() + " && exec timeout 60 " TENON_BIN " " + line +
                        (has_report ? " -o json=report" : ""));
  EXPECT_EQ(ran.code, kind.code) << ran.out << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(ran.err.starts_with("tenon: ")) << ran.err;
  EXPECT_EQ(ran.err.find("internal error"), std::string::npos) << ran.err;
  EXPECT_EQ(ran.err.find("canary"), std::string::npos) << ran.err;
  for (const std::string& said : kind.said)
    EXPECT_NE(ran.err.find(said), std::string::npos) << said << "\n" << ran.err;
  if (fs::exists(report)) {
    const std::string text = read_file(report);
    EXPECT_EQ(text.find("canary"), std::string::npos) << text;
    EXPECT_EQ(nlohmann::json::parse(text)["exit_code"], kind.code) << text;
    EXPECT_NE(nlohmann::json::parse(text)["error"]["reason"], "internal") << text;
    fs::remove(report);
  }
  EXPECT_EQ(names(), before_) << "a file was left";
}

INSTANTIATE_TEST_SUITE_P(Files, BadKinds, testing::ValuesIn(files()),
                         [](const auto& test) { return std::string(test.param.name); });
INSTANTIATE_TEST_SUITE_P(Databases, BadKinds, testing::ValuesIn(databases()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(DeclaredNothing, IsSaidByAWordAndMadeSo) {
  const TempFolder folder;
  write_file(folder.file("nothing.json"), R"({"declares_nothing": true})");
  write_file(folder.file("nothing.sql"), "-- tenon: declares nothing\n");
  for (const std::string dialect : {"postgresql", "sqlite"}) {
    const auto target = make_target(dialect);
    ASSERT_EQ(target->run("CREATE TABLE a (id integer PRIMARY KEY);").code, 0);
    for (const std::string file : {"nothing.json", "nothing.sql"}) {
      const Ran ran = tenon("check " + target->word() + " " + folder.file(file));
      EXPECT_EQ(ran.code, 2) << ran.out << ran.err;
      EXPECT_NE(ran.out.find("unexpected  table"), std::string::npos) << ran.out;
    }
    const std::string base =
        generate_sql(*target, folder.file("nothing.json"), folder.file(dialect), "--allow all");
    ASSERT_EQ(target->run(read_file(base + ".up.sql")).code, 0);
    for (const std::string format : {"json", "sql"}) {
      const std::string written = folder.file(dialect + "." + format);
      EXPECT_EQ(tenon("inspect " + target->word() + " -o " + format + "=" + written).code, 0);
      EXPECT_EQ(tenon("diff --exit-code " + target->word() + " " + written).err, "") << read_file(written);
      EXPECT_EQ(tenon("inspect " + written + " --dialect " + dialect).code, 0) << read_file(written);
    }
  }
}

}  // namespace
}  // namespace tenon::test::this_file
