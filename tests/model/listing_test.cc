#include "model/listing.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

TEST(Listing, NamesTheFirstFewAndSaysHowManyMore) {
  EXPECT_EQ(few({}), "");
  EXPECT_EQ(few({"a", "b", "c"}, 3), "a, b, c");
  EXPECT_EQ(few({"a", "b", "c", "d", "e"}, 3), "a, b, c and 2 more");
}

TEST(Listing, CountsKeysByKind) {
  EXPECT_EQ(count_by_kind({}), "");
  EXPECT_EQ(count_by_kind({"foreign_key:public.a.f", "table:public.a", "table:public.b"}),
            "1 foreign key, 2 tables (foreign_key:public.a.f, table:public.a, table:public.b)");
  EXPECT_EQ(count_by_kind(std::vector<std::string>(12, "index:t.i")),
            "12 indexes (index:t.i, index:t.i, index:t.i, index:t.i, index:t.i, index:t.i, index:t.i, "
            "index:t.i, index:t.i, index:t.i and 2 more)");
}

}  // namespace
}  // namespace tenon::this_file
