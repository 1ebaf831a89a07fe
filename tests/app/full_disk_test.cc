#include <gtest/gtest.h>

#include "tests/support/shell.h"

namespace tenon::test {
namespace {

const std::string kTenon = shell_quoted(TENON_BIN) + " ";

/// How no more can be written, in the shell of a test: a limit on the size of a file, which the kernel holds
/// everywhere, as an error or (from outside) as a signal; or a file system that is full, where this user may
/// mount one in a namespace of its own.
struct FullDisk {
  const char* name;
  const char* outer;  ///< runs `bash full.sh`
  const char* begin;  ///< what full.sh does before `disk` is filled with what was there
  const char* end;    ///< what it does then, so that nothing more can be written
  const char* reason;
};

void PrintTo(const FullDisk& full, std::ostream* out) { *out << full.name; }

constexpr const char* kNoSpace = ": No space left on device; make room, or choose another place";
constexpr const char* kTooLarge = ": File too large; allow larger files (ulimit -f), or choose another place";

bool may_mount() {
  static const bool kMay =
      shell("unshare --user --map-root-user --mount mount -t tmpfs -o size=16k none /mnt").code == 0;
  return kMay;
}

std::vector<FullDisk> full_disks() {
  std::vector<FullDisk> all{
      {"Limit", "bash full.sh", "", "ulimit -f 0", kTooLarge},
      {"LimitWithIgnoredSignal", "bash full.sh", "trap '' XFSZ", "ulimit -f 0", kTooLarge}};
  if (may_mount())
    all.push_back({"FileSystem", "unshare --user --map-root-user --mount bash full.sh",
                   "mount -t tmpfs -o size=32k none disk || exit 99", "cat /dev/zero > disk/fill 2>/dev/null",
                   kNoSpace});
  return all;
}

class OnAFullDisk : public testing::TestWithParam<FullDisk> {
 protected:
  OnAFullDisk() {
    write_file(folder_.file("schema.json"),
               R"({"tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})");
    EXPECT_EQ(shell("cd " + folder_.path().string() + " && mkdir disk && sqlite3 live.db VACUUM").code, 0);
  }

  /// What a run left, read through pipes, which no limit binds.
  struct Left {
    int code = -1;
    std::string before;  ///< the names and sums of all that was there
    std::string after;
    std::string said;  ///< on stderr
  };

  Left run(const std::string& line) {
    const FullDisk& full = GetParam();
    const std::string list =
        "find . ! -name fill -exec sh -c 'echo \"$1\"; [ -d \"$1\" ] || cksum < \"$1\"' - {} ';' | sort; "
        "echo ---\n";
    write_file(
        folder_.file("full.sh"),
        "rm -rf disk; mkdir disk\n" + std::string(full.begin) +
            "\nmkdir disk/old; echo yesterday > disk/r.json; echo mine > disk/old/0001_a.up.sql\ncd disk\n" +
            list + "cd ..; " + full.end + "; cd disk\nsaid=$(" + kTenon + line +
            " 2>&1 > /dev/null); code=$?\n" + list + "echo \"$said\"; exit $code\n");
    const Ran ran = shell("cd " + folder_.path().string() + "; set -o pipefail; " + full.outer + " | cat");
    std::vector<std::string> parts;
    for (std::size_t at = 0; at != std::string::npos; at = ran.out.find("---\n", at)) {
      at += parts.empty() ? 0 : 4;
      parts.push_back(ran.out.substr(at, ran.out.find("---\n", at) - at));
    }
    EXPECT_EQ(parts.size(), 3U) << ran.out << ran.err;
    parts.resize(3);
    return {ran.code, parts[0], parts[1], parts[2]};
  }

  TempFolder folder_;
};

TEST_P(OnAFullDisk, NothingIsWrittenNothingIsLostAndTheReasonIsSaid) {
  const std::string sides = " sqlite:///../live.db ../schema.json";
  for (const std::string& line :
       {"generate -m x --dir new/er --style sql" + sides, "generate -m x --dir old --style sql" + sides,
        "generate -m x --dir old --style json" + sides, "generate -m x --dir old --style alembic" + sides,
        "generate -m x --dir new -o json=r.json" + sides, "check -o json=r.json" + sides,
        "check -o json=first.json -o sql=r.sql" + sides, "diff -o text=r.json" + sides,
        std::string("inspect ../schema.json --dialect sqlite -o json=r.json"),
        std::string("lint ../schema.json --dialect sqlite -o json=r.json"),
        std::string("init ../schema.json --dialect sqlite -o json=first.json")}) {
    const Left left = run(line);
    EXPECT_EQ(left.code, 1) << line << "\n" << left.said;
    EXPECT_TRUE(left.said.starts_with("tenon: cannot write ")) << line << "\n" << left.said;
    EXPECT_NE(left.said.find(GetParam().reason), std::string::npos) << line << "\n" << left.said;
    EXPECT_EQ(left.after, left.before) << line;
  }
}

INSTANTIATE_TEST_SUITE_P(Ways, OnAFullDisk, testing::ValuesIn(full_disks()),
                         [](const auto& way) { return std::string(way.param.name); });

}  // namespace
}  // namespace tenon::test
