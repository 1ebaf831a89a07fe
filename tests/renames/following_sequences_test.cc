#include "renames/following_sequences.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using test::n;
using test::q;

Sequence owned(std::string_view name, std::string_view table, std::string_view column = "id") {
  Sequence made;
  made.name = q(name);
  made.owned_by = ColumnName{q(table), n(column)};
  return made;
}

Catalog with(std::vector<Sequence> sequences) {
  Catalog made =
      test::catalog({test::table("b", {test::column("id")}), test::table("z", {test::column("id")})});
  made.sequences = std::move(sequences);
  return sorted(std::move(made));
}

const std::vector<DataRename> kRenamed{{q("a"), {}, n("b"), {}}};

std::vector<RenameStep> following(const Catalog& actual, const Catalog& declared,
                                  const std::vector<DataRename>& carried = {}) {
  return following_sequences(actual, declared, kRenamed, carried);
}

RenameStep step(std::string_view from, std::string_view to) {
  return {.kind = Kind::kSequence, .object = q(from), .to = n(to)};
}

TEST(FollowingSequences, AreThoseThatARenamedColumnOwns) {
  EXPECT_EQ(following(with({owned("a_id_seq", "b"), owned("old", "z")}),
                      with({owned("b_id_seq", "b"), owned("new", "z")})),
            (std::vector<RenameStep>{step("a_id_seq", "b_id_seq")}));
}

TEST(FollowingSequences, KeepAChosenNameWhereTheWordAloneIsDeclared) {
  Sequence word = owned("b_id_seq", "b");
  word.named_by = NamedBy::kServer;
  EXPECT_TRUE(following(with({owned("mine", "b")}), with({word})).empty());
  EXPECT_EQ(following(with({owned("mine", "b")}), with({owned("b_id_seq", "b")})),
            (std::vector<RenameStep>{step("mine", "b_id_seq")}));
  EXPECT_EQ(following(with({owned("a_id_seq", "b")}), with({word})),
            (std::vector<RenameStep>{step("a_id_seq", "b_id_seq")}));
}

TEST(FollowingSequences, AreNoneOfSeveral) {
  EXPECT_TRUE(
      following(with({owned("a_id_seq", "b"), owned("other", "b")}), with({owned("b_id_seq", "b")})).empty());
  EXPECT_TRUE(
      following(with({owned("a_id_seq", "b")}), with({owned("b_id_seq", "b"), owned("other", "b")})).empty());
}

TEST(FollowingSequences, AreNotThoseThatAreCalledRight) {
  EXPECT_TRUE(following(with({owned("kept", "b")}), with({owned("kept", "b")})).empty());
}

/// A table with an identity column, whose sequence is called so; an empty name is not known.
Catalog with_identity(std::string_view sequence) {
  Column id = test::column("id");
  id.identity.emplace();
  if (!sequence.empty()) id.identity->sequence_name = q(sequence);
  return test::catalog({test::table("b", {id})});
}

TEST(FollowingSequences, OfIdentitiesFollowWhatIsRenamedNowUnderANameThatTheServerChose) {
  EXPECT_EQ(following(with_identity("a_id_seq"), with_identity(""), kRenamed),
            (std::vector<RenameStep>{step("a_id_seq", "b_id_seq")}));
  EXPECT_EQ(following(with_identity("a_id_seq"), with_identity("said"), kRenamed),
            (std::vector<RenameStep>{step("a_id_seq", "said")}));
  EXPECT_TRUE(following(with_identity("mine"), with_identity(""), kRenamed).empty());
  EXPECT_TRUE(following(with_identity(""), with_identity(""), kRenamed).empty());
  EXPECT_TRUE(following(with_identity("a_id_seq"), with_identity("")).empty());
}

}  // namespace
}  // namespace tenon::this_file
