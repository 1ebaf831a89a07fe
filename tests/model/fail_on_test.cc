#include "model/fail_on.h"

#include <gtest/gtest.h>

#include <map>

#include "model/report.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

Key of(Kind kind, const std::string& name) { return {kind, n("public"), n("t"), n(name)}; }

const Change kMissing = Added{of(Kind::kCheck, "ck"), check("ck", "a > 0")};
const Change kUnexpected = Dropped{of(Kind::kColumn, "c"), column("c")};
const Change kChanged = Altered{
    of(Kind::kCheck, "ck"), check("ck", "a > 0"), check("ck", "a > 1"), {{"sqltext", "a > 0", "a > 1"}}};
const Change kRenamed =
    Renamed{of(Kind::kCheck, "new"), n("old"), check("old", "a > 0"), check("new", "a > 0"), {}};
const Change kRenamedAndChanged = Renamed{
    of(Kind::kCheck, "new"), n("old"), check("old", "a > 0"), check("new", "a > 0"), {{"comment", "", "x"}}};
const Change kRenamedColumn = Renamed{of(Kind::kColumn, "new"), n("old"), column("old"), column("new"), {}};

Report report(const std::vector<Change>& changes, FailOn fail_on) {
  Report made;
  made.compared.tables = 1;
  made.changes = changes;
  made.fail_on = fail_on;
  return made;
}

bool fails_alone(const Change& change, FailOn fail_on) { return fails(report({change}, fail_on)); }

TEST(FailOn, ReadsItsOwnWords) {
  for (const std::string& word : fail_on_words()) EXPECT_EQ(to_string(fail_on_named(word)), word);
}

TEST(FailOn, AnyIsEveryFindingAndNeverIsNone) {
  for (const Change& change :
       {kMissing, kUnexpected, kChanged, kRenamed, kRenamedAndChanged, kRenamedColumn}) {
    EXPECT_TRUE(fails_alone(change, FailOn::kAny));
    EXPECT_FALSE(fails_alone(change, FailOn::kNever));
  }
}

TEST(FailOn, ChangedIsWhateverIsNotAsDeclared) {
  for (const Change& change : {kMissing, kChanged, kRenamedAndChanged, kRenamedColumn})
    EXPECT_TRUE(fails_alone(change, FailOn::kChanged));
  for (const Change& change : {kUnexpected, kRenamed}) EXPECT_FALSE(fails_alone(change, FailOn::kChanged));
}

TEST(FailOn, MissingIsWhatIsDeclaredAndNotThere) {
  EXPECT_TRUE(fails_alone(kMissing, FailOn::kMissing));
  for (const Change& change : {kUnexpected, kChanged, kRenamed, kRenamedAndChanged, kRenamedColumn})
    EXPECT_FALSE(fails_alone(change, FailOn::kMissing));
}

TEST(FailOn, DestructiveIsWhatThePlanSaysDestroysData) {
  Report made = report({kUnexpected, kMissing}, FailOn::kDestructive);
  EXPECT_FALSE(fails(made));
  made.destructive = {key_of(kUnexpected)};
  EXPECT_TRUE(fails(made, kUnexpected));
  EXPECT_FALSE(fails(made, kMissing));
}

TEST(FailOn, OfDriftThatPassesTheExitCodeIsZeroAndTheOutcomeStaysDrift) {
  const Report made = report({kUnexpected, kRenamed}, FailOn::kChanged);
  EXPECT_EQ(outcome(made), Outcome::kDrift);
  EXPECT_EQ(exit_code(made), 0);
  EXPECT_EQ(exit_code(report({kUnexpected, kMissing}, FailOn::kChanged)), 2);
  EXPECT_EQ(exit_code(report({}, FailOn::kChanged)), 0);
}

TEST(FailOn, WhatCouldNotBeComparedIsNeverGreen) {
  for (const std::string& word : fail_on_words()) {
    Report made = report({}, fail_on_named(word));
    made.unknowns.push_back({of(Kind::kCheck, "ck"), "sqltext", "no such function", "f(a)", "f((a))"});
    EXPECT_EQ(exit_code(made), 1) << word;
    Report unmodelled = report({}, fail_on_named(word));
    unmodelled.not_modelled = {{"view", {{q("v"), {}, true, true, "sha256:1", "sha256:2", true}}}};
    EXPECT_EQ(exit_code(unmodelled), 1) << word;
    Report nothing;
    nothing.fail_on = fail_on_named(word);
    EXPECT_EQ(exit_code(nothing), 1) << word;
  }
  Report made = report({kUnexpected}, FailOn::kNever);
  made.unknowns.push_back({of(Kind::kCheck, "ck"), "sqltext", "no such function", "f(a)", "f((a))"});
  EXPECT_EQ(outcome(made), Outcome::kUnknown);
  EXPECT_EQ(exit_code(made), 1);
}

}  // namespace
}  // namespace tenon::test::this_file
