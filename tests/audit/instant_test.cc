#include <gtest/gtest.h>

#include <random>

#include "model/instant.h"

namespace tenon {
namespace {

TEST(Instant, ReadsWhatItWrites) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::int64_t> any(-2'000'000'000'000'000, 200'000'000'000'000'000);
  std::string last;
  Instant before;
  for (int i = 0; i < 2000; ++i) {
    const Instant at{std::chrono::microseconds(any(random))};
    EXPECT_EQ(parsed_instant(rfc3339(at)), at);
    EXPECT_EQ(parsed_instant(sortable(at)), at);
    EXPECT_EQ(sortable(at).size(), 27U);
    const bool is_sorted = i == 0 || (sortable(before) < sortable(at)) == (before < at);
    EXPECT_TRUE(is_sorted) << sortable(before) << " " << sortable(at);
    before = at;
  }
}

TEST(Instant, ReadsTheFormsOfRfc3339) {
  const auto shown = [](const char* text) {
    const auto at = parsed_instant(text);
    return at ? rfc3339(*at) : std::string("none");
  };
  const std::pair<const char*, const char*> cases[] = {
      {"2026-11-20T03:00:00Z", "2026-11-20T03:00:00Z"},
      {"2026-11-20T03:00:00+02:00", "2026-11-20T01:00:00Z"},
      {"2026-11-20 03:00Z", "2026-11-20T03:00:00Z"},
      {"2026-11-20T03:00:00.5-01:30", "2026-11-20T04:30:00.500000Z"},
      {"2026-11-20T03:00:00.1234567Z", "2026-11-20T03:00:00.123456Z"},
      {"2026-11-20", "2026-11-20T00:00:00Z"},
      {"2024-02-29", "2024-02-29T00:00:00Z"},
      {"2026-02-29", "none"},
      {"2026-11-20T25:00:00Z", "none"},
      {"2026-11-20T03:00:00", "none"},
      {"2026-11-20T03:00:00Zx", "none"},
      {"20261120", "none"},
      {"", "none"},
      {"orders", "none"}};
  for (const auto& [text, wanted] : cases) EXPECT_EQ(shown(text), wanted) << text;
}

TEST(Instant, EndsADayWithItsLastMoment) {
  EXPECT_EQ(rfc3339(*parsed_last_instant("2026-12-31")), "2026-12-31T23:59:59.999999Z");
  EXPECT_EQ(rfc3339(*parsed_last_instant("2026-12-31T10:00Z")), "2026-12-31T10:00:00Z");
}

}  // namespace
}  // namespace tenon
