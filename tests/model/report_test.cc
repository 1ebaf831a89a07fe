#include "model/report.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

Report report() {
  Report made;
  made.compared.tables = 1;
  return made;
}

const Key kKey{Kind::kCheck, n("public"), n("t"), n("ck")};

TEST(Report, IsInSyncWhenSomethingWasComparedAndNothingFound) {
  EXPECT_EQ(outcome(report()), Outcome::kInSync);
  Report indexes;
  indexes.compared.indexes = 1;
  EXPECT_EQ(outcome(indexes), Outcome::kInSync);
}

TEST(Report, IsUnknownWhenNothingWasCompared) { EXPECT_EQ(outcome(Report{}), Outcome::kUnknown); }

TEST(Report, IsUnknownWhenEverythingWasLeftOut) {
  Report made;
  made.compared.ignored = 7;
  EXPECT_EQ(outcome(made), Outcome::kUnknown);
}

TEST(Report, IsUnknownWhenSomethingCouldNotBeCompared) {
  Report made = report();
  made.unknowns.push_back({kKey, "sqltext", "no such function", "f(a)", "f((a))"});
  EXPECT_EQ(outcome(made), Outcome::kUnknown);
}

TEST(Report, IsUnknownWhenSomethingThatIsNotModelledDiffersUnlessThatIsNotToDecide) {
  Report made = report();
  made.not_modelled = {{"view", {{q("v"), {}, true, true, "sha256:1", "sha256:1", false}}}};
  EXPECT_EQ(outcome(made), Outcome::kInSync);
  made.not_modelled.front().objects.front().differs = true;
  EXPECT_EQ(outcome(made), Outcome::kUnknown);
  made.fail_on_unmodelled = false;
  EXPECT_EQ(outcome(made), Outcome::kInSync);
}

TEST(Report, IsDriftWhenSomethingDiffersWhateverElseIsUnknown) {
  Report made = report();
  made.changes.push_back(Dropped{kKey, check("ck", "a > 0")});
  EXPECT_EQ(outcome(made), Outcome::kDrift);
  made.unknowns.push_back({kKey, "sqltext", "no such function", "f(a)", "f((a))"});
  EXPECT_EQ(outcome(made), Outcome::kDrift);
}

TEST(ExitCode, OfAnOutcomeIsThatOfThePublishedTable) {
  EXPECT_EQ(exit_code(Outcome::kInSync), 0);
  EXPECT_EQ(exit_code(Outcome::kUnknown), 1);
  EXPECT_EQ(exit_code(Outcome::kDrift), 2);
}

TEST(ExitCode, OfAFaultIsNeverThatOfDrift) {
  EXPECT_EQ(exit_code(Fault::kUsage), 64);
  EXPECT_EQ(exit_code(Fault::kConfiguration), 78);
  for (const Fault fault : {Fault::kDeclaration, Fault::kConnection, Fault::kRights, Fault::kUnsupported,
                            Fault::kRefused, Fault::kInternal})
    EXPECT_EQ(exit_code(fault), 1);
}

}  // namespace
}  // namespace tenon::test::this_file
