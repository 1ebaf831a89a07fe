#include "render/alembic/text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "render/alembic/python.h"
#include "render/alembic/revision_builder.h"
#include "tests/support/alembic.h"

namespace tenon::this_file {
namespace {

TEST(AlembicText, EscapesWhatReadsAsABindParameter) {
  EXPECT_EQ(bindless("t <> ' :x'"), "t <> ' \\:x'");
  EXPECT_EQ(bindless("'{}'::jsonb"), "'{}'::jsonb");
  EXPECT_EQ(bindless("a[1:2]"), "a[1:2]");
  EXPECT_EQ(bindless("t ~ '\\:x'"), "t ~ '\\\\:x'");
}

TEST(AlembicText, DoubtsOnlyWordsBetweenColonsThatVersionsReadDifferently) {
  EXPECT_EQ(bindless(" :a$:"), std::nullopt);
  EXPECT_EQ(bindless(" :d\xc3\xa9:"), std::nullopt);
  EXPECT_EQ(bindless(" :abc:"), " :abc:");
}

TEST(AlembicText, ComesOutOfSqlalchemyAsItWas) {
  const std::vector<std::string> texts = {":a",          "':a'",       " :a b",
                                          "a:b",         "::a",        ":::a",
                                          ": a",         ":",          ":a:",
                                          ":a:b",        " :a:b:c",    "\\:a",
                                          "\\\\:a",      "\\: a",      "\\::a",
                                          "\\:",         ":$a",        "$:a",
                                          ":a$b",        "x :a$ y",    ":1",
                                          "'a':'b'",     ":é",         "é:a",
                                          "→:a",         ":→",         ":a→",
                                          "\\:é",        "a::b::c",    "[1:2]",
                                          "a %s",        "100%",       "%(a)s :a",
                                          "'{\"a\":1}'", ":=",         "f(a := 1)",
                                          ":a\n:b",      "\\:a\\:b",   ":_x",
                                          "::a:b",       "'12:30:00'", "' 12:30:00'",
                                          ":a :b:c :",   "x\\y:z",     "\\\\\\:a",
                                          ":a\\:b",      "?:a",        "-- :a",
                                          ":d\xc3\xa9:", " :a$: :b",   "%% :d\xc3\xa9: %"};
  std::string script =
      "import sqlalchemy as sa\nfrom sqlalchemy.dialects import sqlite\n"
      "class op:\n    def execute(text):\n        text = sa.text(text) if isinstance(text, str) else text\n"
      "        print(text.compile(dialect=sqlite.dialect()), end='|')\n";
  std::string wanted;
  for (const std::string& text : texts) {
    script += execute_call(text) + "\n";
    wanted += text + "|";
  }
  const test::Ran ran = test::shell("PYTHONIOENCODING=utf-8 " + test::python() + " -", script);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, wanted);
}

}  // namespace
}  // namespace tenon::this_file
