#include "app/layout.h"
#include "app/alembic_head.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "model/error.h"
#include "tests/support/builders.h"
#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::TempFolder;
using test::write_file;

Migration some_migration() {
  Migration both;
  both.up.dialect = both.down.dialect = &kPostgresql;
  const Table table = test::table("a", {test::column("x")});
  both.up.steps = {{true, {CreateTable{table}}}};
  both.down.steps = {{true, {DropTable{table}}}};
  return both;
}

std::vector<std::string> names(const std::string& style, const LayoutRequest& request) {
  std::vector<std::string> all;
  for (const NewFile& file : layout_named(style).files(some_migration(), request))
    all.push_back(std::filesystem::path(file.path).filename());
  return all;
}

using Names = std::vector<std::string>;

TEST(Layout, NumbersGoOnFromTheHighestInTheFolder) {
  const TempFolder folder;
  const LayoutRequest request{folder.path(), "Add a", "", ""};
  EXPECT_EQ(names("sql", request), (Names{"0001_add_a.up.sql", "0001_add_a.down.sql"}));
  for (const char* name : {"0003_x.up.sql", "0009_y.json", "12notes.txt", "readme", "0010"})
    write_file(folder.file(name), "");
  EXPECT_EQ(names("sql", request), (Names{"0010_add_a.up.sql", "0010_add_a.down.sql"}));
  EXPECT_EQ(names("json", request), (Names{"0010_add_a.json"}));
  write_file(folder.file("20261120_z.sql"), "");
  EXPECT_EQ(names("json", request), (Names{"20261121_add_a.json"}));
}

TEST(Layout, AGivenIdNamesTheFile) {
  EXPECT_EQ(names("sql", {"nowhere", "Add a", "0042", ""}),
            (Names{"0042_add_a.up.sql", "0042_add_a.down.sql"}));
  EXPECT_EQ(names("alembic", {"nowhere", "Add a", "ae10", ""}), (Names{"ae10_add_a.py"}));
  EXPECT_THROW(names("alembic", {"nowhere", "Add a", "a-b", ""}), Error);
  EXPECT_THROW(names("alembic", {"nowhere", "Add a", std::string(33, 'a'), ""}), Error);
}

TEST(Layout, AnUnknownStyleNamesTheKnown) {
  try {
    layout_named("almebic");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kUsage);
    EXPECT_STREQ(error.what(),
                 "there is no style \"almebic\"; known are sql, alembic, json; did you mean \"alembic\"?");
  }
}

TEST(AlembicHead, IsTheRevisionThatNoneFollows) {
  const TempFolder folder;
  EXPECT_EQ(alembic_head(folder.path(), ""), "");
  EXPECT_EQ(alembic_head(folder.file("not/there"), ""), "");
  write_file(folder.file("a.py"),
             "\"\"\"first\n\nRevision ID: aaa\n\"\"\"\nrevision = 'aaa'\ndown_revision = None\n");
  EXPECT_EQ(alembic_head(folder.path(), ""), "aaa");
  write_file(folder.file("b.py"),
             "revision: str = \"bbb\"\ndown_revision: Union[str, Sequence[str], None] = \"aaa\"\n");
  EXPECT_EQ(alembic_head(folder.path(), ""), "bbb");
  write_file(folder.file("c.py"), "revision = 'ccc'\ndown_revision = 'aaa'\n");
  EXPECT_THROW(alembic_head(folder.path(), ""), Error);
  EXPECT_EQ(alembic_head(folder.path(), "ccc"), "ccc");
  EXPECT_THROW(alembic_head(folder.path(), "nope"), Error);
  write_file(folder.file("d.py"), "revision = 'ddd'\ndown_revision = (\n    'bbb',\n    'ccc',\n)\n");
  EXPECT_EQ(alembic_head(folder.path(), ""), "ddd");
}

TEST(AlembicHead, IsUnappliedUnlessTheDatabaseHasRunItOrWhatFollowsIt) {
  const TempFolder folder;
  using Ids = std::vector<std::string>;
  EXPECT_EQ(unapplied_heads(folder.path(), {}), Ids{});
  write_file(folder.file("a.py"), "revision = 'aaa'\ndown_revision = None\n");
  write_file(folder.file("b.py"), "revision = 'bbb'\ndown_revision = 'aaa'\n");
  write_file(folder.file("c.py"), "revision = 'ccc'\ndown_revision = 'aaa'\n");
  EXPECT_EQ(unapplied_heads(folder.path(), {}), (Ids{"bbb", "ccc"}));
  EXPECT_EQ(unapplied_heads(folder.path(), {"aaa"}), (Ids{"bbb", "ccc"}));
  EXPECT_EQ(unapplied_heads(folder.path(), {"ccc"}), Ids{"bbb"});
  EXPECT_EQ(unapplied_heads(folder.path(), {"bbb", "ccc"}), Ids{});
  EXPECT_EQ(unapplied_heads(folder.path(), {"elsewhere"}), (Ids{"bbb", "ccc"}));
  write_file(folder.file("d.py"), "revision = 'ddd'\ndown_revision = ('bbb', 'ccc')\n");
  EXPECT_EQ(unapplied_heads(folder.path(), {"bbb", "ccc"}), Ids{"ddd"});
  EXPECT_EQ(unapplied_heads(folder.path(), {"ddd"}), Ids{});
}

/// What layout.same says after the files of `style` were written, of the same migration and of another.
std::string same(const std::string& style, const Migration& migration, const LayoutRequest& request) {
  const std::string path = layout_named(style).same(migration, request);
  return path.empty() ? "" : std::filesystem::path(path).filename().string();
}

TEST(Layout, TellsAMigrationThatTheFolderHasAlready) {
  for (const auto& [style, file] :
       {std::pair("sql", "0001_add_a.up.sql"), std::pair("json", "0001_add_a.json"),
        std::pair("alembic", "0001_add_a.py")}) {
    const TempFolder folder;
    LayoutRequest request{folder.path(), "Add a", "0001", ""};
    for (const NewFile& made : layout_named(style).files(some_migration(), request))
      write_file(made.path, made.text);
    request.rev_id = "";
    request.message = "once more";
    EXPECT_EQ(same(style, some_migration(), request), file);
    Migration other = some_migration();
    std::swap(other.up, other.down);
    EXPECT_EQ(same(style, other, request), "") << style;
    EXPECT_EQ(same(style, some_migration(), {folder.file("elsewhere"), "", "", ""}), "") << style;
  }
}

TEST(Layout, OnlyTheNewestMigrationOfAFolderCounts) {
  const TempFolder folder;
  const LayoutRequest request{folder.path(), "Add a", "", ""};
  Migration other = some_migration();
  std::swap(other.up, other.down);
  for (const Migration& migration : {some_migration(), other})
    for (const NewFile& made : layout_named("sql").files(migration, request))
      write_file(made.path, made.text);
  EXPECT_EQ(same("sql", some_migration(), request), "");
  EXPECT_EQ(same("sql", other, request), "0002_add_a.up.sql");
}

TEST(Layout, AnAlembicHeadThatTheDatabaseHasNotRunIsInTheWay) {
  const TempFolder folder;
  LayoutRequest request{folder.path(), "next", "", ""};
  const auto note = layout_named("alembic").note;
  request.applied.emplace();
  EXPECT_EQ(note(request), "");
  write_file(folder.file("a.py"), "revision = 'aaa'\ndown_revision = None\ndepends_on = None\n");
  try {
    note(request);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kRefused);
    EXPECT_NE(std::string(error.what()).find("has not run revision aaa"), std::string::npos) << error.what();
  }
  request.applied = {"aaa"};
  EXPECT_EQ(note(request), "");
  request.applied.reset();
  EXPECT_NE(note(request).find("revision aaa"), std::string::npos);
}

}  // namespace
}  // namespace tenon
