#include "model/type_loss.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

struct Case {
  const char* from;
  const char* to;
  bool loses;
};

TEST(TypeLoss, IsWhatTheServerRoundsOrCutsWithoutAWord) {
  const Case cases[] = {
      {"integer", "bigint", false},
      {"bigint", "smallint", false},
      {"text", "character varying(3)", false},
      {"text", "character(3)", false},
      {"text", "integer", false},
      {"text", "bit(3)", false},
      {"text", "name", true},
      {"text", "\"char\"", true},
      {"text", "date", true},
      {"text", "numeric(5,1)", true},
      {"text", "numeric", false},
      {"text", "timestamp without time zone", false},
      {"text", "timestamp(0) without time zone", true},
      {"numeric(10,2)", "integer", true},
      {"numeric(10,2)[]", "integer[]", true},
      {"numeric(10,0)", "integer", false},
      {"numeric", "bigint", true},
      {"numeric(10,2)", "numeric(10,1)", true},
      {"numeric(10,2)", "numeric(5,2)", false},
      {"numeric(10,2)", "numeric", false},
      {"numeric", "numeric(30,10)", true},
      {"numeric(10,2)", "double precision", true},
      {"integer", "numeric(4,0)", false},
      {"integer", "double precision", false},
      {"integer", "real", true},
      {"smallint", "real", false},
      {"bigint", "double precision", true},
      {"real", "double precision", false},
      {"double precision", "real", true},
      {"double precision", "numeric", true},
      {"double precision", "integer", true},
      {"integer", "boolean", true},
      {"boolean", "integer", false},
      {"integer", "bit(8)", true},
      {"date", "timestamp without time zone", false},
      {"timestamp without time zone", "date", true},
      {"timestamp without time zone", "timestamp with time zone", false},
      {"timestamp with time zone", "timestamp(3) with time zone", true},
      {"timestamp(3) with time zone", "timestamp(6) with time zone", false},
      {"timestamp without time zone", "time without time zone", true},
      {"time without time zone", "time with time zone", false},
      {"time with time zone", "time without time zone", true},
      {"interval", "interval year to month", true},
      {"interval", "interval(2)", true},
      {"integer", "text", false},
      {"public.mood", "public.temper", false},
      {"jsonb", "text", false},
  };
  for (const Case& row : cases)
    EXPECT_EQ(loses_silently({"", row.from}, {"", row.to}), row.loses) << row.from << " to " << row.to;
}

}  // namespace
}  // namespace tenon::this_file
