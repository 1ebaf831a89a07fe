// Tests that work which does not stop takes a place for so long as it lasts, and no request.

#include "service/api/bounded_work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

#include "service/api/problem.h"
#include "tests/service/engine.h"

namespace tenon {
namespace {

using namespace tenon::test;

std::string refused_as(milliseconds limit, const std::function<HttpResponse(const std::stop_token&)>& work) {
  try {
    answered_within(limit, {}, work);
  } catch (const RequestRefused& refused) {
    EXPECT_EQ(refused.problem().status, 503);
    return refused.problem().type;
  }
  return "";
}

TEST(BoundedWork, AnswersOrThrowsAsItDoes) {
  EXPECT_EQ(answered_within(std::chrono::minutes(1), {},
                            [](const std::stop_token&) { return HttpResponse{.body = "x"}; })
                .body,
            "x");
  EXPECT_THROW(
      answered_within(std::chrono::minutes(1), {},
                      [](const std::stop_token&) -> HttpResponse { throw std::runtime_error("no"); }),
      std::runtime_error);
}

TEST(BoundedWork, IsToldToStopAndNotWaitedFor) {
  const auto is_told = std::make_shared<std::atomic<bool>>(false);
  EXPECT_EQ(refused_as(milliseconds(20),
                       [is_told](const std::stop_token& stop) {
                         wait_for_stop(stop);
                         *is_told = true;
                         return HttpResponse();
                       }),
            "too-long");
  EXPECT_TRUE(comes_true([&] { return is_told->load() && works_left_behind() == 0; }));
}

TEST(BoundedWork, ThatDoesNotStopKeepsItsPlace) {
  const auto may_end = std::make_shared<std::atomic<bool>>(false);
  const auto endless = [may_end](const std::stop_token&) {
    while (!*may_end) std::this_thread::sleep_for(milliseconds(5));
    return HttpResponse();
  };
  for (std::ptrdiff_t i = 0; i < kBoundedWorks; ++i)
    EXPECT_EQ(refused_as(milliseconds(10), endless), "too-long");
  EXPECT_EQ(works_left_behind(), static_cast<std::size_t>(kBoundedWorks));
  EXPECT_EQ(refused_as(milliseconds(10), endless), "busy");
  *may_end = true;
  EXPECT_TRUE(comes_true([] { return works_left_behind() == 0; }));
  EXPECT_EQ(refused_as(std::chrono::minutes(1), [](const std::stop_token&) { return HttpResponse(); }), "");
}

}  // namespace
}  // namespace tenon
