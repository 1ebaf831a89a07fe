#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "model/error.h"
#include "service/auth/caller.h"
#include "service/auth/cookies.h"
#include "service/auth/forms.h"
#include "service/auth/hosts.h"
#include "service/auth/limiter.h"
#include "service/auth/proxies.h"
#include "service/auth/secret.h"
#include "service/auth/tokens_file.h"

namespace tenon {
namespace {

using namespace std::chrono_literals;

const Instant kNoon = parsed_instant("2026-11-30T12:00:00Z").value();

TEST(Secrets, HaveTheirFormAndAreNeverTheSame) {
  std::set<std::string> seen;
  std::set<char> last;
  for (int i = 0; i < 1000; ++i) {
    const std::string token = new_token_secret().exposed();
    EXPECT_TRUE(has_form_of_token(token)) << token;
    EXPECT_TRUE(seen.insert(token).second);
    last.insert(token.back());
  }
  EXPECT_EQ(last.size(), 62U);  // every digit comes in every place but the first
}

TEST(Secrets, AreComparedWhole) {
  EXPECT_TRUE(is_same_secret("abc", "abc"));
  EXPECT_FALSE(is_same_secret("abc", "abd"));
  EXPECT_FALSE(is_same_secret("abc", "ab"));
  EXPECT_FALSE(is_same_secret("", "a"));
  EXPECT_EQ(digest_of_secret("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

const std::string kDigest = digest_of_secret("abc");

TEST(TokensFile, HoldsNamesScopesAndDigests) {
  std::string upper = kDigest;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  const std::string other = digest_of_secret("abd");
  EXPECT_EQ(parsed_tokens_file({"tokens", "# of the operators\n\nci:read,audit:" + kDigest +
                                              "\r\nprometheus:metrics:" + other}),
            (std::vector<FileToken>{{"ci", {AccessScope::kRead, AccessScope::kAudit}, kDigest},
                                    {"prometheus", {AccessScope::kMetrics}, other}}));
  EXPECT_EQ(parsed_tokens_file({"tokens", "ci:read:" + upper}).front().digest, kDigest);
  EXPECT_TRUE(parsed_tokens_file({"tokens", ""}).empty());
}

std::string faults_of_file(const std::string& text) {
  try {
    parsed_tokens_file({"tokens", text});
  } catch (const Error& error) {
    EXPECT_EQ(exit_code(error.fault()), 78);
    return error.what();
  }
  return "";
}

TEST(TokensFile, SaysWhatIsWrongAndWhereAndRepeatsNothing) {
  const std::string secret = new_token_secret().exposed();
  EXPECT_EQ(
      faults_of_file("ci:read:" + kDigest + "\n" + secret + "\nx\n:read:" + kDigest.substr(1) +
                     "\nb:raed:" + digest_of_secret("b") + "\nc:read:" + kDigest),
      "tokens:2:1: a token itself stands in the file; keep its SHA-256 there\n"
      "tokens:3:1: a line is NAME:SCOPE[,SCOPE]:SHA256\n"
      "tokens:4:1: the name of a token has letters, digits and _ - . @ alone, 100 at most, such as ci or "
      "anna@example.com\n"
      "tokens:4:1: a line ends in the SHA-256 of the token, 64 hex digits: printf %s TOKEN | sha256sum\n"
      "tokens:5:1: scopes stand between the colons, with commas: read, diff, audit, ack, write, metrics, "
      "admin\n"
      "tokens:6:1: another line has the same SHA-256");
  EXPECT_EQ(faults_of_file("ci:read:" + secret).find(secret), std::string::npos);
}

TEST(Limiter, LetsFewComeAtOnceAndTheRestOneByOne) {
  AttemptLimiter limiter({3, 10s}, {100, 1ms});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.taken("10.0.0.1", kNoon), std::nullopt) << i;
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon), 10s);
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon + 4500ms), 6s);  // rounded up
  EXPECT_EQ(limiter.taken("10.0.0.2", kNoon + 4500ms), std::nullopt);
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon + 10s), std::nullopt);
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon + 10s), 10s);
}

TEST(Limiter, LimitsAllPeersTogether) {
  AttemptLimiter limiter({5, 12s}, {10, 2s});
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(limiter.taken("10.0.0." + std::to_string(i), kNoon), std::nullopt) << i;
  EXPECT_EQ(limiter.taken("10.0.1.1", kNoon), 2s);
  EXPECT_EQ(limiter.taken("10.0.1.1", kNoon + 2s), std::nullopt);
}

TEST(Limiter, MakesNobodyWaitForAClockThatWentBack) {
  AttemptLimiter limiter({2, 10s}, {3, 5s});
  for (int i = 0; i < 2; ++i) EXPECT_EQ(limiter.taken("10.0.0.1", kNoon), std::nullopt);
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon - 1h), 10s);
  EXPECT_EQ(limiter.taken("10.0.0.2", kNoon - 1h), 5s);
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon - 1h + 10s), std::nullopt);
}

TEST(Limiter, GivesBackWhatSucceeded) {
  AttemptLimiter limiter({1, 10s}, {1, 10s});
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon), std::nullopt);
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon), 10s);
  limiter.given_back("10.0.0.1");
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon), std::nullopt);
}

/// Who owns a network of IPv6 has 2^64 addresses.
TEST(Limiter, TakesANetworkOfIpv6AsOnePeer) {
  AttemptLimiter limiter({1, 10s}, {100, 1ms});
  EXPECT_EQ(limiter.taken("2001:db8::1", kNoon), std::nullopt);
  EXPECT_EQ(limiter.taken("2001:db8::2", kNoon), 10s);
  EXPECT_EQ(limiter.taken("2001:db8:0:1::2", kNoon), std::nullopt);
  EXPECT_EQ(limiter.taken("::ffff:10.0.0.1", kNoon), std::nullopt);
  EXPECT_EQ(limiter.taken("10.0.0.1", kNoon), 10s);
  EXPECT_EQ(limiter.taken("10.0.0.2", kNoon), std::nullopt);
}

TEST(Limiter, RemembersFewPeersWhoeverKnocks) {
  AttemptLimiter limiter;
  Instant now = kNoon;
  for (int i = 0; i < 100'000; ++i) {
    limiter.taken(std::to_string(i % 223 + 1) + "." + std::to_string(i / 223 % 256) + "." +
                      std::to_string(i / 57088) + ".1",
                  now);
    now += 100ms;
  }
  EXPECT_LE(limiter.size(), 1024U);
}

TEST(Hosts, AreThoseOfLoopbackAndOfTheListenAddress) {
  const HostCheck check({}, "10.0.0.5:8417");
  for (const char* host : {"localhost", "localhost:8417", "LOCALHOST", "localhost.", "127.0.0.1:8417",
                           "[::1]:8417", "[::1]", "10.0.0.5", "10.0.0.5:8417"})
    EXPECT_TRUE(check.accepts(host)) << host;
  for (const char* host : {"", "evil.example.com", "localhost.evil.example.com", "127.0.0.1.evil.example.com",
                           "10.0.0.6", "localhost:80@evil.example.com", "localhost, evil.example.com", "[::1",
                           "[::1]x", "::1", "localhost/", "localhost:x", " localhost"})
    EXPECT_FALSE(check.accepts(host)) << host;
}

TEST(Hosts, AreThoseThatAreConfigured) {
  const HostCheck check({"Tenon.Example.com", "[fd00::5]"}, "10.0.0.5:8417");
  for (const char* host : {"tenon.example.com", "tenon.example.com:443", "[fd00::5]:8417", "127.0.0.1"})
    EXPECT_TRUE(check.accepts(host)) << host;
  for (const char* host : {"10.0.0.5", "example.com", "x.tenon.example.com"})
    EXPECT_FALSE(check.accepts(host)) << host;
}

/// No name leads to a numeric address, so that one that is numeric is what somebody meant.
TEST(Hosts, OfAServiceOnEveryAddressAreNumericOnes) {
  for (const char* listen : {"0.0.0.0:8417", "[::]:8417"}) {
    const HostCheck check({}, listen);
    EXPECT_TRUE(check.accepts("10.0.0.5:8417")) << listen;
    EXPECT_TRUE(check.accepts("[2001:db8::1]:8417")) << listen;
    EXPECT_FALSE(check.accepts("evil.example.com")) << listen;
  }
}

const TrustedProxies kProxies{
    {*parsed_network("10.0.0.0/8"), *parsed_network("::1")}, "X-User", {AccessScope::kRead}};

TEST(Proxies, SayWhereACallerIs) {
  const auto from = [](const char* peer, const char* forwarded) {
    return caller_address(kProxies, peer, forwarded);
  };
  EXPECT_EQ(from("203.0.113.9", "1.2.3.4"), "203.0.113.9");  // anybody can send the header
  EXPECT_EQ(from("10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(from("10.0.0.1", "203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(from("10.0.0.1", "1.2.3.4, 203.0.113.9"), "203.0.113.9");  // what stands before it, anybody sent
  EXPECT_EQ(from("10.0.0.1", "1.2.3.4,203.0.113.9 , 10.0.0.2"), "203.0.113.9");
  EXPECT_EQ(from("10.0.0.1", "10.0.0.3"), "10.0.0.3");
  EXPECT_EQ(from("10.0.0.1", "unknown"), "10.0.0.1");
  EXPECT_EQ(from("::1", "2001:db8::1"), "2001:db8::1");
}

TEST(Proxies, SayWhetherACallerCameOverTls) {
  EXPECT_TRUE(came_over_tls(kProxies, "10.0.0.1", "https"));
  EXPECT_FALSE(came_over_tls(kProxies, "10.0.0.1", "http"));
  EXPECT_FALSE(came_over_tls(kProxies, "203.0.113.9", "https"));
  EXPECT_FALSE(came_over_tls({}, "10.0.0.1", "https"));
}

TEST(Cookies, AreReadByTheirWholeName) {
  EXPECT_EQ(cookie_value("a=1; tenon_login=x=y; b=2", kLoginCookie), "x=y");
  EXPECT_EQ(cookie_value("tenon_login=x", kLoginCookie), "x");
  EXPECT_EQ(cookie_value("xtenon_login=1; tenon_login2=2; tenon_login", kLoginCookie), std::nullopt);
  EXPECT_EQ(cookie_value("tenon_login=1; tenon_login=2", kLoginCookie), std::nullopt);
  EXPECT_EQ(cookie_value("", kLoginCookie), std::nullopt);
}

TEST(Cookies, AreOutOfReachOfScriptsAndOtherSites) {
  EXPECT_EQ(set_cookie("tenon_login", "x", {12h, true}),
            "tenon_login=x; Max-Age=43200; HttpOnly; SameSite=Strict; Path=/; Secure");
  EXPECT_EQ(set_cookie("tenon_login", "x", {12h, false}),
            "tenon_login=x; Max-Age=43200; HttpOnly; SameSite=Strict; Path=/");
  EXPECT_EQ(set_cookie("tenon_login", "", {}), "tenon_login=; Max-Age=0; HttpOnly; SameSite=Strict; Path=/");
}

TEST(Forms, AreOfOneCookieAndOneCaller) {
  const std::string token = form_token("secret", "anna");
  EXPECT_TRUE(is_form_token(token, "secret", "anna"));
  EXPECT_FALSE(is_form_token(token, "another", "anna"));
  EXPECT_FALSE(is_form_token(token, "secret", "bert"));
  EXPECT_FALSE(is_form_token("", "secret", "anna"));
  EXPECT_FALSE(is_form_token(form_token("", "anna"), "", "anna"));  // without a cookie there is no form
  EXPECT_NE(token.find_first_not_of("0"), std::string::npos);
}

TEST(Forms, OfOtherSitesAreKnown) {
  const auto is_cross = [](std::optional<std::string> origin, std::optional<std::string> site) {
    return is_cross_site({std::move(origin), std::move(site), "tenon.example.com:8417"});
  };
  EXPECT_FALSE(is_cross({}, {}));
  EXPECT_FALSE(is_cross("http://tenon.example.com:8417", "same-origin"));
  EXPECT_FALSE(is_cross("https://tenon.example.com:8417", {}));
  EXPECT_FALSE(is_cross({}, "none"));
  EXPECT_TRUE(is_cross("http://evil.example.com", {}));
  EXPECT_TRUE(is_cross("http://tenon.example.com:80", {}));
  EXPECT_TRUE(is_cross("null", {}));
  EXPECT_TRUE(is_cross({}, "cross-site"));
  EXPECT_TRUE(is_cross({}, "same-site"));
  EXPECT_TRUE(is_cross("http://tenon.example.com:8417", "cross-site"));
}

TEST(Callers, MayDoWhatTheirScopesAllow) {
  const Caller ci{"ci", {AccessScope::kRead, AccessScope::kAudit}, Caller::By::kToken};
  EXPECT_EQ(refused(ci, AccessScope::kRead), std::nullopt);
  EXPECT_EQ(refused(ci, AccessScope::kAudit), std::nullopt);
  EXPECT_EQ(refused(ci, AccessScope::kAck),
            (Refusal{403, "ci is not allowed: it needs the scope ack",
                     "Bearer realm=\"tenon\", error=\"insufficient_scope\", scope=\"ack\""}));
  EXPECT_EQ(refused({"root", {AccessScope::kAdmin}, Caller::By::kToken}, AccessScope::kWrite), std::nullopt);
}

TEST(PublicPaths, AreThoseOfProbesAndWhatIsConfigured) {
  const std::vector<std::string> configured{"/metrics", "/docs/*", "/"};
  for (const char* path : {"/healthz", "/readyz", "/metrics", "/docs/a/b", "/docs/", "/"})
    EXPECT_TRUE(is_public_path("GET", path, configured)) << path;
  EXPECT_TRUE(is_public_path("HEAD", "/metrics", configured));
  for (const char* path :
       {"/tokens", "/metrics/", "/metricsx", "/docs", "/docs/../tokens", "/docs/%2e%2e/tokens",
        "/docs//tokens", "//", "/healthz/x", "", "/docs/..\\tokens"})
    EXPECT_FALSE(is_public_path("GET", path, configured)) << path;
  EXPECT_FALSE(is_public_path("POST", "/metrics", configured));
  EXPECT_FALSE(is_public_path("POST", "/healthz", configured));
  EXPECT_FALSE(is_public_path("GET", "/metrics", {}));
}

}  // namespace
}  // namespace tenon
