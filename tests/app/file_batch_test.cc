#include "app/file_batch.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "model/error.h"
#include "tests/support/shell.h"

namespace tenon {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TempFolder;
using test::write_file;

std::size_t entries(const fs::path& folder) {
  const auto all = fs::directory_iterator(folder);
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

/// The message of what `work` throws; empty: nothing.
template <class Work>
std::string refusal(Work&& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kRefused);
    return error.what();
  }
  return "";
}

TEST(FileBatch, PutsFilesTogetherIntoANewFolder) {
  const TempFolder folder;
  const std::string up = folder.file("a/b/1.up.sql");
  const std::string down = folder.file("a/b/1.down.sql");
  FileBatch batch;
  batch.create({up, "up\n"});
  batch.create({down, "down\n"});
  EXPECT_EQ(entries(folder.path() / "a/b"), 0u) << "nothing is in place, and no draft is seen";
  batch.commit();
  EXPECT_EQ(read_file(up), "up\n");
  EXPECT_EQ(read_file(down), "down\n");
  EXPECT_EQ(entries(folder.path() / "a/b"), 2u);
}

TEST(FileBatch, OneThatCannotBePlacedLeavesEveryOldFile) {
  const TempFolder folder;
  write_file(folder.file("report"), "old report");
  write_file(folder.file("2"), "mine");
  {
    FileBatch batch;
    batch.replace({folder.file("report"), "new report"});
    batch.replace({folder.file("first"), "first report"});
    batch.create({folder.file("1"), "x"});
    batch.create({folder.file("2"), "y"});
    const std::string why = refusal([&] { batch.commit(); });
    EXPECT_NE(why.find(folder.file("2") + ": it is already there"), std::string::npos) << why;
  }
  EXPECT_EQ(read_file(folder.file("report")), "old report");
  EXPECT_EQ(read_file(folder.file("2")), "mine");
  EXPECT_EQ(entries(folder.path()), 2u);
}

TEST(FileBatch, WhatIsNotCommittedWasNeverThere) {
  const TempFolder folder;
  write_file(folder.file("report"), "old");
  {
    FileBatch batch;
    batch.replace({folder.file("report"), "new"});
    batch.create({folder.file("1"), "x"});
  }
  EXPECT_EQ(read_file(folder.file("report")), "old");
  EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(FileBatch, AReplacedFileKeepsItsPermissionsAndASymbolicLinkStays) {
  const TempFolder folder;
  fs::create_directory(folder.path() / "there");
  write_file(folder.file("there/report"), "old");
  ASSERT_EQ(chmod(folder.file("there/report").c_str(), 0640), 0);
  fs::create_symlink("there/report", folder.path() / "link");
  fs::create_symlink("there/none", folder.path() / "dangling");
  FileBatch batch;
  batch.replace({folder.file("link"), "new"});
  batch.replace({folder.file("dangling"), "first"});
  batch.commit();
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_EQ(read_file(folder.file("there/report")), "new");
  EXPECT_EQ(read_file(folder.file("there/none")), "first");
  struct stat now = {};
  ASSERT_EQ(stat(folder.file("there/report").c_str(), &now), 0);
  EXPECT_EQ(now.st_mode & 07777U, 0640U);
  EXPECT_EQ(entries(folder.path() / "there"), 2u);
}

TEST(FileBatch, SaysTheSystemsReasonAndWhatToDo) {
  const TempFolder folder;
  write_file(folder.file("file"), "");
  fs::create_symlink("loop", folder.path() / "loop");
  const auto why = [&](const std::string& name) {
    return refusal([&] { require_writable(folder.file(name)); });
  };
  EXPECT_EQ(why("none/x"),
            "cannot write " + folder.file("none/x") + ": No such file or directory; make the folder first");
  EXPECT_EQ(why("file/x"),
            "cannot write " + folder.file("file/x") + ": Not a directory; a part of the path is a file");
  EXPECT_EQ(why(""), "cannot write " + folder.file("") + ": Is a directory; name a file in it");
  EXPECT_EQ(why("loop"), "cannot write " + folder.file("loop") + ": Too many levels of symbolic links");
  EXPECT_EQ(why("file"), "");
  EXPECT_EQ(refusal([&] {
              FileBatch batch;
              batch.create({folder.file("file/dir/1"), "x"});
            }),
            "cannot write " + folder.file("file/dir") + ": Not a directory; a part of the path is a file");
}

TEST(FileBatch, StreamsAreToldFromFiles) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo(folder.file("pipe").c_str(), 0600), 0);
  fs::create_symlink("/dev/stdout", folder.path() / "out");
  write_file(folder.file("file"), "");
  for (const std::string& stream :
       {std::string("/dev/stdout"), std::string("/dev/null"), std::string("/dev/fd/7"),
        std::string("/proc/self/fd/1"), folder.file("pipe"), folder.file("out")})
    EXPECT_TRUE(is_stream(stream)) << stream;
  for (const std::string& file : {folder.file("file"), folder.file("none"), folder.path().string()})
    EXPECT_FALSE(is_stream(file)) << file;
}

}  // namespace
}  // namespace tenon
