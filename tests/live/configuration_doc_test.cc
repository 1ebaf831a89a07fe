#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/support/shell.h"

/// docs/configuration.md, whose blocks are carried out in their order, in one folder.
namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

/// A fenced block: its language, the file that it is, and its text.
struct Block {
  std::string language;
  std::string file;
  std::string text;
};

std::vector<Block> blocks() {
  const std::string page = read_file(fs::path(TENON_TEST_DATA).parent_path() / "docs/configuration.md");
  const std::regex fence("\n```(\\w+)(?: ([\\w.]+))?\n([^`]*)```");
  std::vector<Block> all;
  for (std::sregex_iterator found(page.begin(), page.end(), fence), end; found != end; ++found)
    all.push_back({(*found)[1], (*found)[2], (*found)[3]});
  return all;
}

class ConfigurationPage : public testing::Test {
 protected:
  Ran run(const std::string& command) const {
    return shell("cd " + shell_quoted(folder_.path().string()) + " && tenon() { " + shell_quoted(TENON_BIN) +
                 " \"$@\"; } && { " + command + "\n} 2>&1");
  }

  /// The commands of a block, each with what it prints, and its exit code where that is not 0.
  std::string carried_out(const std::string& block) const {
    std::string made;
    const std::regex command("(?:^|\n)\\$ ([^\n]*)");
    for (std::sregex_iterator found(block.begin(), block.end(), command), end; found != end; ++found) {
      const Ran ran = run((*found)[1]);
      made += "$ " + (*found)[1].str() + "\n" + ran.out;
      if (ran.code != 0) made += "[exit " + std::to_string(ran.code) + "]\n";
    }
    return made;
  }

  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
};

TEST_F(ConfigurationPage, ShowsWhatTheProgramDoes) {
  std::size_t shown = 0;
  for (const Block& block : blocks()) {
    if (block.language == "sql") {
      ASSERT_EQ(shell("sqlite3 " + file(block.file), block.text).err, "");
    } else if (block.language == "console") {
      ++shown;
      EXPECT_EQ(carried_out(block.text), block.text);
    } else if (!block.file.empty()) {
      write_file(file(block.file), block.text);
    } else {
      write_file(file("alone.toml"), block.text);
      const Ran checked = run("tenon config check --config alone.toml");
      EXPECT_EQ(checked.code, 0) << checked.out << block.text;
    }
  }
  EXPECT_EQ(shown, 8U);
}

}  // namespace
}  // namespace tenon::test::this_file
