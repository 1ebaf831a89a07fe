#include "service/pages/pages.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/service/all_pages.h"

namespace tenon {
namespace {

using namespace tenon::test;

/// The elements of a page by name, in their order; closing ones with a slash.
std::vector<std::string> tags_of(const std::string& page) {
  static const std::regex kTag("<(/?[a-zA-Z0-9!]+)");
  std::vector<std::string> all;
  for (std::sregex_iterator at(page.begin(), page.end(), kTag), end; at != end; ++at) all.push_back((*at)[1]);
  return all;
}

bool is_closed_by_itself(const std::string& tag) {
  static const std::set<std::string> kEmpty{"meta", "link", "input", "rect", "path", "!doctype", "br"};
  return kEmpty.contains(tag);
}

/// Whether every element that begins ends, in the order of its beginning.
std::string nesting_fault(const std::string& page) {
  std::vector<std::string> open;
  bool is_closing_path = false;
  for (const std::string& tag : tags_of(page)) {
    is_closing_path = tag == "/path";  // a path may hold a title
    if (is_closed_by_itself(tag) || is_closing_path) continue;
    if (tag[0] != '/') {
      open.push_back(tag);
      continue;
    }
    if (open.empty() || open.back() != tag.substr(1))
      return tag + " after " + (open.empty() ? "" : open.back());
    open.pop_back();
  }
  return open.empty() ? "" : open.back() + " never ends";
}

class Pages : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    place_ = new StorePlace(Engine::kSqlite);
    pages_ = new std::map<std::string, std::string>(all_pages(*place_->open(), 30));
  }
  static void TearDownTestSuite() {
    delete pages_;
    delete place_;
  }
  static StorePlace* place_;
  static std::map<std::string, std::string>* pages_;
};
StorePlace* Pages::place_ = nullptr;
std::map<std::string, std::string>* Pages::pages_ = nullptr;

TEST_F(Pages, AreWellFormed) {
  for (const auto& [name, page] : *pages_) EXPECT_EQ(nesting_fault(page), "") << name;
}

TEST_F(Pages, HaveNothingThatTheContentSecurityPolicyForbids) {
  for (const auto& [name, page] : *pages_) {
    EXPECT_EQ(page.find(" style="), std::string::npos) << name;
    EXPECT_EQ(page.find("<style"), std::string::npos) << name;
    EXPECT_EQ(page.find("javascript:"), std::string::npos) << name;
    EXPECT_FALSE(std::regex_search(page, std::regex("<[^>]* on[a-z]+="))) << name;
    static const std::regex kScript("<script[^>]*>");
    for (std::sregex_iterator at(page.begin(), page.end(), kScript), end; at != end; ++at)
      EXPECT_EQ(at->str(), "<script src=\"/app.js\" defer>") << name;
  }
}

TEST_F(Pages, EscapeNamesThatLookLikeMarkup) {
  for (const auto& [name, page] : *pages_) {
    EXPECT_EQ(page.find("<script>"), std::string::npos) << name;
    EXPECT_EQ(page.find("\xe2\x80\xae"), std::string::npos) << name;
  }
  for (const char* name : {"fleet", "target-evil", "audit-evil", "graph-evil", "jobs", "tokens", "webhooks",
                           "schedule", "error"})
    EXPECT_NE(pages_->at(name).find("&lt;script&gt;"), std::string::npos) << name;
}

TEST_F(Pages, LeadToTheTargetWhateverItsName) {
  EXPECT_NE(pages_->at("fleet").find(
                "href=\"/targets/%3Cscript%3Ealert%28%27x%27%29%3C%2Fscript%3E%26%22%27%2F..%2F%252e"),
            std::string::npos);
  EXPECT_NE(pages_->at("fleet").find("href=\"/targets/kiosk%2Ftenant_1\""), std::string::npos);
}

TEST_F(Pages, CarryTheTokenInEveryFormThatPosts) {
  static const std::regex kForm(
      "<form method=\"post\" action=\"([^\"]*)\"[^>]*>\n<input type=\"hidden\" name=\"csrf\" "
      "value=\"csrf-token\">");
  std::set<std::string> actions;
  for (const auto& [name, page] : *pages_) {
    std::size_t forms = 0;
    for (auto at = page.find("method=\"post\""); at != std::string::npos;
         at = page.find("method=\"post\"", at + 1))
      ++forms;
    std::sregex_iterator at(page.begin(), page.end(), kForm);
    std::size_t with_token = 0;
    for (const std::sregex_iterator end; at != end; ++at, ++with_token) actions.insert((*at)[1]);
    EXPECT_EQ(forms, with_token) << name;
  }
  for (const char* action :
       {"/logout", "/login", "/acks", "/acks/1/expire", "/tokens", "/tokens/1/revoke", "/jobs/81/cancel",
        "/targets/tenant-0006/audits", "/webhooks/slack-db/test", "/deliveries/1/redeliver"})
    EXPECT_TRUE(actions.contains(action)) << action;
}

TEST_F(Pages, SayWhereATargetComesFromAndWhyItCannotBeUsed) {
  const auto store = place_->open();
  TargetView view = *target_view(*store, "tenant-0006", morning());
  EXPECT_EQ(target_page(view, frame_of_admin()).find("Comes from"), std::string::npos);
  view.origin = "the API";
  view.fault = "its host is not listed <any more>";
  const std::string page = target_page(view, frame_of_admin());
  EXPECT_NE(page.find("<dt>Comes from</dt><dd>the API</dd>"), std::string::npos) << page;
  EXPECT_NE(page.find("its host is not listed &lt;any more&gt;"), std::string::npos) << page;
}

TEST_F(Pages, OfferNoFormThatTheReaderMayNotPost) {
  const auto store = place_->open();
  PageFrame reader = frame_of_admin();
  reader.rights = {};
  const auto posts = [](const std::string& page) {
    std::size_t count = 0;
    for (auto at = page.find("method=\"post\""); at != std::string::npos;
         at = page.find("method=\"post\"", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(posts(target_page(*target_view(*store, "tenant-0006", morning()), reader)), 1U);  // log out
  EXPECT_EQ(posts(group_page(*group_view(*store, shared_fingerprint(), morning()).view, reader)), 1U);
  EXPECT_EQ(posts(acks_page(acks_view(*store, morning()), reader)), 1U);
  EXPECT_EQ(posts(tokens_page(some_tokens(), reader)), 1U);
  EXPECT_EQ(posts(jobs_page(some_jobs(), reader)), 1U);
  EXPECT_EQ(posts(webhooks_page(webhooks_view(*store, {}, "", morning()), reader)), 1U);
  EXPECT_EQ(fleet_page(fleet_view(*store, {}, morning()), reader).find("href=\"/tokens\""),
            std::string::npos);
}

TEST_F(Pages, TellTheStateInWordsAndSigns) {
  const std::string& fleet = pages_->at("fleet");
  EXPECT_NE(fleet.find("aria-label=\"tenant-0003: drift\">\u2260</a>"), std::string::npos);
  EXPECT_NE(fleet.find("aria-label=\"tenant-0001: in sync\">=</a>"), std::string::npos);
  EXPECT_NE(fleet.find("aria-label=\"edge-07: not audited\">?</a>"), std::string::npos);
  EXPECT_NE(fleet.find("<b>11</b> <span>\u2260 drift in 2 fingerprints</span>"), std::string::npos);
}

TEST_F(Pages, ShowTheReportOfAnAuditByTheCodeOfTheHtmlReport) {
  const std::string& page = pages_->at("audit");
  EXPECT_NE(page.find("<h4>declared</h4>"), std::string::npos);
  EXPECT_NE(page.find("<ins>ON DELETE CASCADE</ins>"), std::string::npos);
  EXPECT_NE(page.find("schema/orders.sql:14"), std::string::npos);
  EXPECT_NE(page.find("tenon generate audit:"), std::string::npos);
  EXPECT_NE(page.find("read through a pooler"), std::string::npos);
}

TEST_F(Pages, DrawWhatIsMissingFromItsDefinition) {
  const std::string& page = pages_->at("graph");
  EXPECT_NE(page.find("public.invoice (missing)"), std::string::npos);
  EXPECT_NE(page.find("due_at  timestamptz"), std::string::npos);
  EXPECT_NE(page.find("<title>fk_order_line_product_id_product</title>"), std::string::npos);
  EXPECT_NE(page.find("unexpected legacy"), std::string::npos);
}

TEST_F(Pages, ShowASecretNowhereButOnceOnTheTokensPage) {
  const std::string& page = pages_->at("tokens");
  const auto at = page.find("tnn_xxx");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(page.find("tnn_xxx", at + 1), std::string::npos);
}

TEST(Frame, LeadsNowhereElseAfterTheLogin) {
  EXPECT_NE(login_page({"//evil.example", ""}, {}).find("name=\"next\" value=\"/\""), std::string::npos);
  EXPECT_NE(login_page({"https://evil.example", ""}, {}).find("name=\"next\" value=\"/\""),
            std::string::npos);
  EXPECT_NE(login_page({"/jobs?state=dead", ""}, {}).find("name=\"next\" value=\"/jobs?state=dead\""),
            std::string::npos);
}

TEST(Frame, ShowsNoNavigationToNobody) {
  EXPECT_EQ(error_page({401, "", ""}, {}).find("<nav"), std::string::npos);
}

}  // namespace
}  // namespace tenon
