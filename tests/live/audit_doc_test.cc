#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>

#include "tests/support/shell.h"

/// docs/audit.md, whose files are written and whose commands are run in their order, in one folder.
namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

/// A text without what differs from run to run: times, durations and ages.
std::string timeless(std::string text) {
  text = std::regex_replace(text, std::regex(R"(\d{4}-\d\d-\d\d \d\d:\d\d UTC)"), "DAY");
  text = std::regex_replace(text, std::regex(R"(workers, [0-9]+ (ms|s|m [0-9]+ s))"), "workers, TIME");
  return std::regex_replace(text, std::regex(R"(  [0-9]+ (min|h|d)  )"), "  AGE  ");
}

class AuditPage : public testing::Test {
 protected:
  /// The commands of a block, each with what it prints.
  std::string carried_out(const std::string& block) const {
    std::string made;
    const std::regex command("(?:^|\n)\\$ ([^\n]*)");
    for (std::sregex_iterator found(block.begin(), block.end(), command), end; found != end; ++found) {
      const Ran ran = shell("cd " + shell_quoted(folder_.path().string()) + " && tenon() { " +
                            shell_quoted(TENON_BIN) + " \"$@\" 2>&1; } && " + (*found)[1].str());
      made += "$ " + (*found)[1].str() + "\n" + ran.out;
    }
    return made;
  }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
};

TEST_F(AuditPage, ShowsWhatTheProgramDoes) {
  const std::string page = read_file(fs::path(TENON_TEST_DATA).parent_path() / "docs/audit.md");
  const std::regex fence("\n```(\\w+)(?: ([\\w.]+))?\n([^`]*)```");
  std::size_t shown = 0;
  for (std::sregex_iterator found(page.begin(), page.end(), fence), end; found != end; ++found) {
    const std::string text = (*found)[3];
    if ((*found)[1] == "console") {
      ++shown;
      EXPECT_EQ(timeless(carried_out(text)), timeless(text));
    } else {
      write_file(file((*found)[2]), text);
    }
  }
  EXPECT_EQ(shown, 3U);
}

}  // namespace
}  // namespace tenon::test::this_file
