#include "app/files.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "model/error.h"
#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::read_file;
using test::TempFolder;
using test::write_file;

std::size_t entries(const std::filesystem::path& folder) {
  const auto all = std::filesystem::directory_iterator(folder);
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

TEST(Files, AreWrittenTogetherIntoANewFolder) {
  const TempFolder folder;
  const std::string up = folder.file("a/b/1.up.sql");
  const std::string down = folder.file("a/b/1.down.sql");
  write_new_files({{up, "up\n"}, {down, "down\n"}});
  EXPECT_EQ(read_file(up), "up\n");
  EXPECT_EQ(read_file(down), "down\n");
  EXPECT_EQ(entries(folder.path() / "a/b"), 2u);
}

TEST(Files, OneInTheWayLeavesNothingWritten) {
  const TempFolder folder;
  write_file(folder.file("2"), "mine");
  try {
    write_new_files({{folder.file("1"), "x"}, {folder.file("2"), "y"}, {folder.file("3"), "z"}});
    FAIL() << "the file in the way was not seen";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kRefused);
    EXPECT_NE(std::string(error.what()).find(folder.file("2")), std::string::npos) << error.what();
  }
  EXPECT_EQ(read_file(folder.file("2")), "mine");
  EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(Files, AFolderThatIsAFileIsSaid) {
  const TempFolder folder;
  write_file(folder.file("dir"), "");
  EXPECT_THROW(write_new_files({{folder.file("dir/1"), "x"}}), Error);
}

TEST(Slug, KeepsWordsAndCutsAtOne) {
  EXPECT_EQ(slug("Add order constraints"), "add_order_constraints");
  EXPECT_EQ(slug("  What's   new? (v2)"), "what_s_new_v2");
  EXPECT_EQ(slug("../../etc/passwd"), "etc_passwd");
  EXPECT_EQ(slug("one two three four five six seven eight nine ten"),
            "one_two_three_four_five_six_seven_eight");
  EXPECT_EQ(slug("größe"), "größe");
  EXPECT_EQ(slug("!!!"), "");
}

}  // namespace
}  // namespace tenon
