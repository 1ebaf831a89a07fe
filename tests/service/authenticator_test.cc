#include "service/auth/authenticator.h"

#include <gtest/gtest.h>

#include "app/store_schema.h"
#include "model/error.h"
#include "service/auth/cookies.h"
#include "service/auth/secret.h"
#include "service/auth/token_use.h"

namespace tenon {
namespace {

using namespace std::chrono_literals;
using By = Caller::By;

const Instant kNow = parsed_instant("2026-11-30T12:00:00Z").value();

/// A store in memory, and who asks.
class Identified : public testing::Test {
 protected:
  /// A new token; its secret.
  std::string token(const std::string& name, Scopes scopes = {AccessScope::kRead},
                    std::optional<Instant> ends = {}) {
    ApiToken wanted;
    wanted.name = name;
    wanted.scopes = scopes;
    wanted.created = kNow - 1h;
    wanted.ends = ends;
    return added_token(*store_, wanted, kNow).secret.exposed();
  }
  static Credentials bearer(const std::string& token) {
    return {.peer = "203.0.113.9", .authorization = SourceArgument("Bearer " + token)};
  }
  static Credentials cookie(const SourceArgument& value) {
    return {.peer = "203.0.113.9",
            .cookie = SourceArgument("a=b; " + std::string(kLoginCookie) + "=" + value.exposed())};
  }
  Caller caller(const Credentials& credentials, Instant at = kNow) {
    const auto found = who_.identified(book_, credentials, credentials.peer, at);
    const auto* refusal = std::get_if<Refusal>(&found);
    return refusal == nullptr ? std::get<Caller>(found)
                              : Caller{"refused: " + refusal->what, {}, By::kNobody};
  }
  Refusal refusal(const Credentials& credentials, Instant at = kNow) {
    const auto found = who_.identified(book_, credentials, credentials.peer, at);
    const auto* refusal = std::get_if<Refusal>(&found);
    return refusal == nullptr ? Refusal{200, std::get<Caller>(found).name, ""} : *refusal;
  }
  SourceArgument logged_in(const std::string& token, Instant at = kNow) {
    return std::get<NewLogin>(who_.login(book_, token, "203.0.113.9", at)).cookie;
  }

  std::unique_ptr<Store> store_ = open_store(SourceArgument("sqlite://"), StoreUse::kCreate);
  TokenBook book_{*store_};
  std::string in_file_ = new_token_secret().exposed();
  std::shared_ptr<UseNotes> notes_ = std::make_shared<UseNotes>();
  Authenticator who_{{{"backup", {AccessScope::kMetrics}, digest_of_secret(in_file_)}},
                     {{*parsed_network("10.0.0.0/8")}, "X-Forwarded-User", {AccessScope::kRead}},
                     notes_};
};

TEST_F(Identified, ByAToken) {
  const std::string secret = token("ci", {AccessScope::kRead, AccessScope::kAudit});
  EXPECT_EQ(caller(bearer(secret)), (Caller{"ci", {AccessScope::kRead, AccessScope::kAudit}, By::kToken}));
  EXPECT_FALSE(caller(bearer(secret)).needs_form_token());
  for (const char* scheme : {"bearer ", "BEARER ", "Bearer   "})
    EXPECT_EQ(caller({.peer = "", .authorization = SourceArgument(scheme + secret)}).name, "ci") << scheme;
}

TEST_F(Identified, ByATokenOfTheFile) {
  EXPECT_EQ(caller(bearer(in_file_)), (Caller{"backup", {AccessScope::kMetrics}, By::kToken}));
}

TEST_F(Identified, NotByAnotherToken) {
  token("ci");
  const Refusal unknown = refusal(bearer(new_token_secret().exposed()));
  EXPECT_EQ(unknown,
            (Refusal{401, "the token is not known here", "Bearer realm=\"tenon\", error=\"invalid_token\""}));
  Instant at = kNow;
  for (const std::string& text : {std::string("x"), std::string(), "tnn_" + std::string(42, 'a'),
                                  "tnn_" + std::string(44, 'a'), "TNN_" + std::string(43, 'a')})
    EXPECT_TRUE(refusal(bearer(text), at += 12s).what.starts_with("that is no token")) << text;
  EXPECT_EQ(refusal({.peer = "", .authorization = SourceArgument("Basic dG9rZW4=")}).status, 401);
}

/// The digest is what the store and the file hold; who has read them must not get in with it.
TEST_F(Identified, NotByADigest) {
  token("ci");
  EXPECT_EQ(refusal(bearer(book_.all().front().digest)).status, 401);
  EXPECT_EQ(refusal(bearer(digest_of_secret(in_file_))).status, 401);
}

TEST_F(Identified, NotByATokenThatHasEnded) {
  const Instant last = kNow + 1h;
  const std::string secret = token("guest", {AccessScope::kRead}, last);
  EXPECT_EQ(caller(bearer(secret), last).name, "guest");
  EXPECT_EQ(refusal(bearer(secret), last + 1us).what, "the token has ended 2026-11-30T13:00:00Z");
}

TEST_F(Identified, NotByATokenThatWasRevoked) {
  const std::string secret = token("ci");
  book_.revoke(1, kNow);
  EXPECT_EQ(refusal(bearer(secret)).what, "the token was revoked 2026-11-30T12:00:00Z");
}

TEST_F(Identified, NotWithoutAnything) {
  const Refusal nothing = refusal({.peer = "127.0.0.1"});
  EXPECT_EQ(nothing.status, 401);
  EXPECT_EQ(nothing.challenge, "Bearer realm=\"tenon\"");
}

/// Who calls is known without a write: when a token was used is written by somebody else, once a minute at
/// most.
TEST_F(Identified, UseIsNotedAndWrittenOnceAMinute) {
  const std::string secret = token("ci");
  const auto used = [&] { return book_.all().front().used; };
  caller(bearer(secret), kNow);
  EXPECT_EQ(used(), std::nullopt);
  EXPECT_EQ(notes_->write(book_), 1U);
  EXPECT_EQ(used(), kNow);
  EXPECT_EQ(notes_->write(book_), 0U);
  caller(bearer(secret), kNow + 59s);
  notes_->write(book_);
  EXPECT_EQ(used(), kNow);
  caller(bearer(secret), kNow + 60s);
  notes_->write(book_);
  EXPECT_EQ(used(), kNow + 60s);
}

/// A login that is used does not end while its use waits to be written.
TEST_F(Identified, ALoginLastsByUsesThatAreNotWrittenYet) {
  const SourceArgument login = logged_in(token("anna"));
  EXPECT_EQ(caller(cookie(login), kNow + 29min).name, "anna");
  EXPECT_EQ(caller(cookie(login), kNow + 58min).name, "anna");
  notes_->write(book_);
  EXPECT_EQ(book_.find_login(digest_of_secret(login.exposed()))->used, kNow + 58min);
  EXPECT_EQ(refusal(cookie(login), kNow + 89min).status, 401);
}

/// What says enough by itself is judged without the store: by the file, by a proxy, or as nothing.
TEST_F(Identified, WithoutTheStoreWhereThatIsPossible) {
  const auto is_known = [&](const Credentials& credentials) {
    return who_.known_without_store(credentials).has_value();
  };
  EXPECT_TRUE(is_known({.peer = "127.0.0.1"}));
  EXPECT_TRUE(is_known({.peer = "127.0.0.1", .cookie = SourceArgument("other=1")}));
  EXPECT_TRUE(is_known({.peer = "10.1.2.3", .user_of_proxy = "anna"}));
  EXPECT_TRUE(is_known(bearer(in_file_)));
  EXPECT_TRUE(is_known(bearer("x")));
  EXPECT_FALSE(is_known(bearer(new_token_secret().exposed())));
  EXPECT_FALSE(is_known(cookie(SourceArgument("anything"))));
}

TEST_F(Identified, ByALogin) {
  const SourceArgument login = logged_in(token("anna", {AccessScope::kAck}));
  EXPECT_EQ(caller(cookie(login)), (Caller{"anna", {AccessScope::kAck}, By::kLogin}));
  EXPECT_TRUE(caller(cookie(login)).needs_form_token());
  EXPECT_EQ(caller(cookie(logged_in(in_file_))).name, "backup");
}

TEST_F(Identified, NotByAnotherCookie) {
  const std::string secret = token("anna");
  logged_in(secret);
  EXPECT_EQ(refusal(cookie(random_secret())).what, "the login has ended; log in again");
  EXPECT_EQ(refusal(cookie(SourceArgument(secret))).status, 401);
  EXPECT_EQ(refusal(cookie(SourceArgument(""))).status, 401);
}

TEST_F(Identified, ALoginEndsAfterTwelveHours) {
  const SourceArgument login = logged_in(token("anna"));
  for (Instant at = kNow; at < kNow + 12h; at += 20min) EXPECT_EQ(caller(cookie(login), at).name, "anna");
  EXPECT_EQ(caller(cookie(login), kNow + 12h - 1us).name, "anna");
  EXPECT_EQ(refusal(cookie(login), kNow + 12h).status, 401);
}

TEST_F(Identified, ALoginEndsWhenItRests) {
  const SourceArgument login = logged_in(token("anna"));
  EXPECT_EQ(caller(cookie(login), kNow + 30min - 1us).name, "anna");
  EXPECT_EQ(caller(cookie(login), kNow + 59min).name, "anna");
  EXPECT_EQ(refusal(cookie(login), kNow + 59min + 30min).status, 401);
}

TEST_F(Identified, ALoginEndsWithItsToken) {
  const SourceArgument revoked = logged_in(token("anna"));
  const SourceArgument ended = logged_in(token("bert", {AccessScope::kRead}, kNow + 10min));
  book_.revoke(1, kNow);
  EXPECT_EQ(refusal(cookie(revoked)).status, 401);
  EXPECT_EQ(caller(cookie(ended)).name, "bert");
  EXPECT_EQ(refusal(cookie(ended), kNow + 11min).status, 401);
}

TEST_F(Identified, ALoginEndsWithLogout) {
  const SourceArgument login = logged_in(token("anna"));
  who_.logout(book_, cookie(login));
  EXPECT_EQ(refusal(cookie(login)).status, 401);
}

TEST_F(Identified, OldLoginsAreRemoved) {
  const std::string secret = token("anna");
  const SourceArgument old = logged_in(secret);
  logged_in(secret, kNow + 12h + 1us);
  EXPECT_EQ(book_.find_login(digest_of_secret(old.exposed())), std::nullopt);
}

/// What is stored of a login opens nothing.
TEST_F(Identified, TheStoreHoldsNoSecret) {
  const std::string secret = token("anna");
  const SourceArgument login = logged_in(secret);
  std::string all;
  store_->export_lines([&](std::string_view line) { all += line; });
  for (const std::string& hidden : {secret, secret.substr(4), login.exposed()})
    EXPECT_EQ(all.find(hidden), std::string::npos);
  EXPECT_NE(all.find("token.added"), std::string::npos);
  EXPECT_EQ(all.find(digest_of_secret(login.exposed())), std::string::npos);
}

TEST_F(Identified, NotByALoginWithAWrongToken) {
  const auto wrong = who_.login(book_, new_token_secret(), "203.0.113.9", kNow);
  EXPECT_EQ(std::get<Refusal>(wrong).status, 401);
}

TEST_F(Identified, WhoTriesTooOftenMustWait) {
  const std::string secret = token("anna");
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(std::get<Refusal>(who_.login(book_, new_token_secret(), "203.0.113.9", kNow)).status, 401);
  const auto refused_login = who_.login(book_, secret, "203.0.113.9", kNow);
  const Refusal& refused_now = std::get<Refusal>(refused_login);
  EXPECT_EQ(refused_now.status, 429);
  EXPECT_EQ(refused_now.retry_after, 12s);
  EXPECT_TRUE(std::holds_alternative<NewLogin>(who_.login(book_, secret, "203.0.113.10", kNow)));
  EXPECT_TRUE(std::holds_alternative<NewLogin>(who_.login(book_, secret, "203.0.113.9", kNow + 12s)));
}

/// As with logins; what was right before goes on, whoever else knocks from the same address.
TEST_F(Identified, WhoSendsWrongTokensTooOftenMustWait) {
  const std::string known = token("ci");
  const std::string fresh = token("anna");
  EXPECT_EQ(caller(bearer(known)).name, "ci");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(bearer(new_token_secret().exposed())).status, 401) << i;
  EXPECT_EQ(refusal(bearer(new_token_secret().exposed())).status, 429);
  EXPECT_EQ(refusal(bearer("no token at all")).retry_after, 12s);
  EXPECT_EQ(refusal(bearer(fresh)).status, 429);
  EXPECT_EQ(caller(bearer(known)).name, "ci");
  EXPECT_EQ(std::get<Refusal>(who_.login(book_, fresh, "203.0.113.9", kNow)).status, 429);
  EXPECT_EQ(caller(bearer(fresh), kNow + 12s).name, "anna");
  for (int i = 0; i < 50; ++i) EXPECT_EQ(caller(bearer(fresh), kNow + 12s).name, "anna") << i;
}

TEST_F(Identified, WhoLogsInRightlyNeedNotWait) {
  const std::string secret = token("anna");
  for (int i = 0; i < 50; ++i)
    EXPECT_TRUE(std::holds_alternative<NewLogin>(who_.login(book_, secret, "203.0.113.9", kNow))) << i;
}

TEST_F(Identified, ByATrustedProxyAlone) {
  EXPECT_EQ(caller({.peer = "10.1.2.3", .user_of_proxy = "anna@example.com"}),
            (Caller{"anna@example.com", {AccessScope::kRead}, By::kProxy}));
  EXPECT_TRUE(caller({.peer = "10.1.2.3", .user_of_proxy = "anna"}).needs_form_token());
  EXPECT_EQ(refusal({.peer = "203.0.113.9", .user_of_proxy = "anna"}).status, 401);
  EXPECT_EQ(refusal({.peer = "", .user_of_proxy = "anna"}).status, 401);
  EXPECT_EQ(refusal({.peer = "10.1.2.3", .user_of_proxy = " "}).status, 401);
  EXPECT_EQ(refusal({.peer = "10.1.2.3", .user_of_proxy = "a\nb"}).status, 401);
  EXPECT_EQ(refusal({.peer = "10.1.2.3"}).status, 401);
}

/// What is wrong is refused, even where something else would do.
TEST_F(Identified, ByTheFirstOfTokenProxyAndCookie) {
  const SourceArgument login = logged_in(token("anna"));
  Credentials all = cookie(login);
  all.peer = "10.1.2.3";
  EXPECT_EQ(caller(all).by, By::kLogin);
  all.user_of_proxy = "bert";
  EXPECT_EQ(caller(all).by, By::kProxy);
  all.authorization = SourceArgument("Bearer " + in_file_);
  EXPECT_EQ(caller(all).by, By::kToken);
  all.authorization = SourceArgument("Bearer x");
  EXPECT_EQ(refusal(all).status, 401);
}

TEST(Protection, IsDemandedBeyondLoopback) {
  const TrustedProxies proxies{{*parsed_network("10.0.0.1")}, "X-Forwarded-User", {AccessScope::kRead}};
  for (const char* listen : {"127.0.0.1:8417", "[::1]:8417", "localhost:8417", "127.9.9.9:1"})
    EXPECT_NO_THROW(require_protected(listen, false, {})) << listen;
  for (const char* listen :
       {"0.0.0.0:8417", "[::]:8417", "10.0.0.5:8417", "tenon.example.com:8417", ":8417"}) {
    EXPECT_THROW(require_protected(listen, false, {}), Error) << listen;
    EXPECT_NO_THROW(require_protected(listen, true, {})) << listen;
    EXPECT_NO_THROW(require_protected(listen, false, proxies)) << listen;
    EXPECT_THROW(require_protected(listen, false, {proxies.peers, "", {}}), Error) << listen;
    EXPECT_THROW(require_protected(listen, false, {{}, proxies.header, {}}), Error) << listen;
  }
}

}  // namespace
}  // namespace tenon
