#include <gtest/gtest.h>

#include "tests/support/shell.h"

namespace tenon::test::this_file {
namespace {

/// tools/dump_law.py over its own database: one object of every kind, each attribute changed.
TEST(DumpLaw, WhereverPgDumpPrintsSomethingElseADifferenceIsSaidAndOnlyThere) {
  required_environment("TENON_TEST_POSTGRES");
  const std::string every = is_one_round() ? " --every 4" : "";
  const Ran ran = shell("TENON_BIN=" + std::string(TENON_BIN) + " python3 " + std::string(TENON_TEST_DATA) +
                        "/../tools/dump_law.py" + every);
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

/// tools/dump_mutations.py: its dump with a statement dropped or a token changed, which nobody wrote by hand.
TEST(DumpLaw, HoldsForASampleOfTheMutationsOfTheDumpOfEveryKind) {
  required_environment("TENON_TEST_POSTGRES");
  const Ran ran = shell("TENON_BIN=" + std::string(TENON_BIN) + " python3 " + std::string(TENON_TEST_DATA) +
                        "/../tools/dump_mutations.py --sample 40 --seconds 90");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_NE(ran.out.find(", 0 wrong"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace tenon::test::this_file
