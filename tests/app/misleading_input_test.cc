#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::shell;

/// A command line that is wrong in one word, and what the answer must hold.
struct Mistake {
  std::string line;
  int code;
  std::vector<std::string> said;
};

/// Runs in a folder with files of many kinds.
class Mistakes : public testing::Test {
 protected:
  Mistakes() {
    const auto write = [&](const std::string& name, std::string_view text) {
      test::write_file(folder_.file(name), text);
    };
    write("a.json", R"({"tables": {"a": {"columns": {"x": {"type": "INT"}}}}})");
    write("a.sql", "CREATE TABLE a (x INT);");
    EXPECT_EQ(shell("cd " + folder_.path().string() +
                    " && sqlite3 live.db 'CREATE TABLE a (x INT)' && cp live.db disguised.json && "
                    "cp live.db plain && cp live.db '100%?.db' && : > new.sqlite && "
                    "iconv -f UTF-8 -t UTF-16 a.json > marked.json && "
                    "iconv -f UTF-8 -t UTF-16BE a.json > bare.json && "
                    "iconv -f UTF-8 -t UTF-16LE a.sql > bare.sql && "
                    "(printf '\\xfe\\xff'; iconv -f UTF-8 -t UTF-16BE a.sql) > marked.sql && "
                    "iconv -f UTF-8 -t UTF-32 a.sql > wide.sql && "
                    "printf 'CREATE TABLE a (x INT);\\0' > zero.sql && "
                    "printf 'version = 1' | iconv -f UTF-8 -t UTF-16 > other.toml")
                  .code,
              0);
  }

  Ran run(const std::string& line) const {
    return shell("cd " + folder_.path().string() + " && " TENON_BIN " " + line);
  }

  void expect(const Mistake& mistake) const {
    const Ran ran = run(mistake.line);
    EXPECT_EQ(ran.code, mistake.code) << mistake.line << "\n" << ran.err;
    EXPECT_EQ(ran.out, "") << mistake.line;
    EXPECT_TRUE(ran.err.starts_with("tenon: ")) << mistake.line << "\n" << ran.err;
    EXPECT_EQ(ran.err.find("internal error"), std::string::npos) << mistake.line << "\n" << ran.err;
    for (const std::string& said : mistake.said)
      EXPECT_NE(ran.err.find(said), std::string::npos) << mistake.line << "\n" << said << "\n" << ran.err;
  }

  const test::TempFolder folder_;
};

TEST_F(Mistakes, OfOneWordAreSaidWithTheWordThatWasMeant) {
  for (const Mistake& mistake : std::vector<Mistake>{
           {"chek live.db a.json", 64, {"no verb \"chek\"", "did you mean \"check\"?"}},
           {"check sqlite:// a.json --colr always", 64, {"no option --colr", "did you mean \"--color\"?"}},
           {"check sqlite:// a.json --colr=always", 64, {"no option --colr;"}},
           {"lint a.json b.json", 64, {"lint takes no more", "b.json"}},
           {"check sqlite:// a.json --color alwys", 64, {"did you mean \"always\"?"}},
           {"check sqlite:// a.json -o jsno", 64, {"did you mean \"json\"?"}},
           {"generate sqlite:// a.json -m x --style almebic", 64, {"did you mean \"alembic\"?"}},
           {"generate sqlite:// a.json -m x --allow drop_tabel", 64, {"did you mean \"drop_table\"?"}},
           {"schema declard", 64, {"did you mean \"declared\"?"}},
           {"inspect a.json --dialect sqlit", 64, {"did you mean \"sqlite\"?"}},
           {"check sqlit:///live.db a.json", 64, {"did you mean \"sqlite://\"?"}},
           {"check postgersql://h/db a.json", 64, {"did you mean \"postgresql://\"?"}},
           {"check sqlite:// a.json --exclude tabel:a", 64, {"did you mean \"table\"?"}},
           {"check sqlite:// a.json --include table:aa", 1, {"\"table:aa\"; did you mean \"table:a\"?"}},
           {"check sqlite:// a.json --include column:a.y", 1, {"did you mean \"column:a.x\"?"}},
           {"inspect sqlite:///live.db --include aa", 1, {"live.db does not have", "did you mean \"a\"?"}},
           {"lint sqlite:///live.db --include aa", 1, {"did you mean \"a\"?"}},
           {"check a.json a.json --dialect postgresql --schema pubic",
            1,
            {"neither side has a schema \"pubic\"; did you mean \"public\"?"}},
           {"lint a.json --dialect postgresql --schema pubic",
            1,
            {"a.json does not have a schema \"pubic\"; did you mean \"public\"?"}},
           {"check sqlite:///live.db a.json --schema main", 64, {"sqlite has no schemas"}},
           {"explain tabel:a sqlite:///live.db a.json", 64, {"did you mean \"table:a\"?"}},
           {"check sqlite:///live.db a.json --rename tabel:a=b", 64, {"did you mean \"table\"?"}},
           {"check sqlite:///live.db a.json --rename table:aa=b", 64, {"did you mean \"a\"?"}},
           {"check sqlite:///live.db a.json --rename column:a.xx=y", 64, {"did you mean \"x\"?"}}})
    expect(mistake);
}

TEST_F(Mistakes, OfANameThatIsLeftOutAreNotedAndNothingElse) {
  const Ran ran = run("check sqlite:///live.db a.json --exclude table:aa");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("--exclude table:aa leaves nothing out; did you mean \"table:a\"?"),
            std::string::npos)
      << ran.out;
  EXPECT_EQ(run("check sqlite:///live.db a.json --include 'a*' --include '!b' --exclude 'b*'").code, 0);
}

TEST_F(Mistakes, OfEncodingAreSaidWithTheOneThatIsRead) {
  for (const char* file : {"marked.json", "bare.json", "marked.sql", "bare.sql", "other.toml"})
    for (const std::string verb : {"check sqlite:// ", "lint ", "names sqlite:// --convention "})
      expect({verb + file, 1, {std::string("cannot read ") + file, "it is UTF-16", "save it as UTF-8"}});
  expect({"check sqlite:// wide.sql", 1, {"it is UTF-32", "save it as UTF-8"}});
  expect({"check sqlite:// zero.sql", 1, {"byte 24 is zero"}});
  expect({"check sqlite:// - < bare.json", 1, {"cannot read stdin: it is UTF-16"}});
}

TEST_F(Mistakes, OfADatabaseGivenAsAFileAreSaidWithItsUrl) {
  for (const char* file : {"live.db", "disguised.json", "plain"})
    for (const std::string verb : {"check sqlite:// ", "inspect ", "lint ", "names "})
      expect(
          {verb + file, 1, {std::string("it is a SQLite database"), std::string("write sqlite:///") + file}});
  expect({"inspect '100%?.db'", 1, {"write sqlite:///100%25%3F.db"}});
  EXPECT_EQ(run("inspect 'sqlite:///100%25%3F.db'").code, 0);
  expect({"inspect gone.db", 1, {"No such file", "sqlite:///gone.db"}});
  expect({"inspect sqlite:///", 1, {"sqlite:/// names no file", "sqlite:// for an empty database"}});
}

TEST_F(Mistakes, OfAConnectionInAnotherToolsSpellingAreSaidWithOurs) {
  expect({"inspect jdbc:sqlite:live.db", 1, {"a JDBC URL is not read; write sqlite:///live.db"}});
  expect(
      {"inspect 'jdbc:postgresql://h/db?user=u&password=secret'", 1, {"write postgresql://h/db, the user"}});
  expect({"inspect 'host=h dbname=d'",
          1,
          {"a connection string of keywords is not read", "postgresql://user@host"}});
}

TEST_F(Mistakes, OfOneSourceSpeakOfThatSource) {
  for (const std::string verb : {"lint", "inspect", "names", "init"}) {
    expect(
        {verb + " a.json", 64, {"a.json does not say which database it is for; give --dialect postgresql"}});
    expect({verb + " a.sql", 64, {"a.sql does not say which database"}});
  }
  expect({"check a.json a.json", 64, {"neither side says which database"}});
}

TEST_F(Mistakes, OfAFileThatCannotBeReadAreNoBug) {
  expect({"check sqlite:// /proc/self/mem", 1, {"cannot read /proc/self/mem: Input/output error"}});
  expect({"check sqlite:// ''", 1, {"the name is empty"}});
  expect({"check sqlite:// - <&-", 1, {"cannot read stdin: stdin is closed"}});
  const Ran ran = run("check sqlite:// a.json -o json=/proc/self/mem");
  EXPECT_EQ(ran.err.find("internal error"), std::string::npos) << ran.err;
}

TEST_F(Mistakes, OfManyLinesEachBeginAlike) {
  test::write_file(folder_.file("bad.json"),
                   "{\"tables\": {\"a\": {\"colums\": {}},\n\"b\": {\"columns\": {\"x\": {\"type\": 5}}}}}");
  const Ran ran = run("check sqlite:// bad.json");
  EXPECT_NE(ran.err.find("tenon: bad.json:1:"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("\ntenon: bad.json:2:"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace tenon
