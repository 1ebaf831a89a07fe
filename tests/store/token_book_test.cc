#include "store/token_book.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "tests/store/stores.h"

namespace tenon {
namespace {

using namespace tenon::test;
using namespace std::chrono_literals;

class Tokens : public testing::TestWithParam<Engine> {
 protected:
  ApiToken token(const std::string& name, const std::string& digest) const {
    return {.name = name, .digest = digest, .scopes = {AccessScope::kRead}, .created = night(1)};
  }
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  TokenBook book_{*store_};
};

INSTANTIATE_TEST_SUITE_P(All, Tokens, testing::Values(Engine::kSqlite, Engine::kPostgresql), engine_name);

TEST_P(Tokens, AreGivenBackAsTheyWereAdded) {
  ApiToken ends = token("b@example.com", "bb");
  ends.ends = night(9);
  ends.scopes = {AccessScope::kRead, AccessScope::kAdmin};
  const ApiToken first = book_.add(token("a", "aa"));
  const ApiToken second = book_.add(ends);
  EXPECT_EQ(book_.all(), (std::vector<ApiToken>{first, second}));
  EXPECT_EQ(book_.find("bb"), second);
  EXPECT_EQ(book_.find("cc"), std::nullopt);
  EXPECT_EQ(second.scopes, ends.scopes);
}

TEST_P(Tokens, AreActiveUntilTheyEndOrAreRevoked) {
  EXPECT_FALSE(book_.has_active(night(1)));
  ApiToken ends = token("a", "aa");
  ends.ends = night(2);
  book_.add(ends);
  EXPECT_TRUE(book_.has_active(night(2)));
  EXPECT_FALSE(book_.has_active(night(2) + 1us));
  const ApiToken other = book_.add(token("b", "bb"));
  EXPECT_TRUE(book_.has_active(night(3)));
  book_.revoke(other.id, night(3));
  EXPECT_FALSE(book_.has_active(night(3)));
  EXPECT_THROW(book_.revoke(other.id, night(4)), Error);
  EXPECT_THROW(book_.revoke(99, night(4)), Error);
  EXPECT_EQ(book_.find("bb")->revoked, night(3));
}

TEST_P(Tokens, WithoutNameScopeOrDurationAreRefused) {
  ApiToken none = token("", "aa");
  EXPECT_THROW(book_.add(none), Error);
  none = token(std::string(101, 'a'), "aa");
  EXPECT_THROW(book_.add(none), Error);
  none = token("a", "aa");
  none.scopes = {};
  EXPECT_THROW(book_.add(none), Error);
  none = token("a", "aa");
  none.ends = none.created;
  EXPECT_THROW(book_.add(none), Error);
  EXPECT_TRUE(book_.all().empty());
}

TEST_P(Tokens, HaveOneDigestEach) {
  book_.add(token("a", "aa"));
  EXPECT_THROW(book_.add(token("b", "aa")), Error);
  EXPECT_EQ(book_.all().size(), 1U);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(Tokens, AreInTheLog) {
  book_.revoke(book_.add(token("a", "aa")).id, night(2));
  const std::vector<Event> events = store_->events_after(0);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].kind, "token.added");
  EXPECT_EQ(events[1].kind, "token.revoked");
  EXPECT_EQ(events[0].body.find("\"aa\""), std::string::npos);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(Tokens, ThatWereSlippedInOrChangedAreFound) {
  book_.add(token("a", "aa"));
  for (const char* sql :
       {"UPDATE api_token SET scopes = 'admin'", "UPDATE api_token SET digest = 'mine'",
        "UPDATE api_token SET ends_at = NULL, revoked_at = NULL, name = 'b'", "DELETE FROM api_token",
        "UPDATE api_token SET scopes = 'everything'",
        "INSERT INTO api_token (name, digest, scopes, created_at) VALUES ('b', 'bb', 'admin', "
        "'2026-11-01T00:00:00.000000Z')"}) {
    place_.run("CREATE TABLE saved AS SELECT * FROM api_token");
    place_.run(sql);
    EXPECT_NE(faults_of(*store_), "") << sql;
    place_.run("DELETE FROM api_token");
    place_.run("INSERT INTO api_token SELECT * FROM saved");
    place_.run("DROP TABLE saved");
    EXPECT_EQ(faults_of(*store_), "") << sql;
  }
}

TEST_P(Tokens, RememberTheirUseOnceAMinute) {
  const ApiToken added = book_.add(token("a", "aa"));
  book_.used(added, night(2));
  EXPECT_EQ(book_.find("aa")->used, night(2));
  book_.used(added, night(2) + 59s);  // another process that has read the row before
  EXPECT_EQ(book_.find("aa")->used, night(2));
  book_.used(*book_.find("aa"), night(2) + 60s);
  EXPECT_EQ(book_.find("aa")->used, night(2) + 60s);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(Tokens, EndTheirLogins) {
  const ApiToken added = book_.add(token("a", "aa"));
  const StoredLogin login{"l1", "aa", night(1), night(1)};
  book_.add_login(login);
  book_.add_login({"l2", "bb", night(1), night(1)});
  EXPECT_EQ(book_.find_login("l1"), login);
  book_.revoke(added.id, night(2));
  EXPECT_EQ(book_.find_login("l1"), std::nullopt);
  EXPECT_TRUE(book_.find_login("l2"));
}

TEST_P(Tokens, LoginsEndAndAreForgotten) {
  book_.add_login({"l1", "aa", night(1), night(1)});
  book_.add_login({"l2", "aa", night(3), night(3)});
  book_.login_used(*book_.find_login("l1"), night(1) + 59s);
  EXPECT_EQ(book_.find_login("l1")->used, night(1));
  book_.login_used(*book_.find_login("l1"), night(1) + 60s);
  EXPECT_EQ(book_.find_login("l1")->used, night(1) + 60s);
  book_.forget_logins(night(2));
  EXPECT_EQ(book_.find_login("l1"), std::nullopt);
  book_.end_login("l2");
  EXPECT_EQ(book_.find_login("l2"), std::nullopt);
}

}  // namespace
}  // namespace tenon
