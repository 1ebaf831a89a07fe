#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "reflect/database.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"

namespace tenon::this_file {
namespace {

/// Two texts about how a table is parted, and what must be told of them.
struct Pair {
  const char* one;
  const char* other;
  const char* told;
  const char* key = "";  ///< of the whole, for a bound; empty: the texts are keys
};

constexpr const char* kEqual = "equal";
constexpr const char* kDifferent = "different";
constexpr const char* kCannot = "cannot tell";

/// Over the columns of events() below.
const std::vector<Pair> kPairs = {
    {"RANGE (day)", "range ( DAY )", kEqual},
    {"RANGE (day)", "RANGE (at)", kDifferent},
    {"RANGE (day)", "LIST (day)", kDifferent},
    {"RANGE (day, n)", "RANGE (n, day)", kDifferent},
    {"RANGE (day, n)", "RANGE (day)", kDifferent},
    {"LIST (((id % 3)))", "LIST ((id%3))", kEqual},
    {"LIST (((id % 3)))", "LIST ((id % 4))", kDifferent},
    {"RANGE (lower(word))", "RANGE (Lower(word))", kEqual},
    {"RANGE (lower(word))", "RANGE (upper(word))", kDifferent},
    {"RANGE (lower(word) COLLATE \"C\")", "RANGE (lower(word) collate \"C\")", kEqual},
    {"RANGE (lower(word) COLLATE \"C\")", "RANGE (lower(word))", kDifferent},
    {"HASH (word text_pattern_ops)", "HASH (word TEXT_PATTERN_OPS)", kEqual},
    {"HASH (word text_pattern_ops)", "HASH (word)", kDifferent},
    {"RANGE (nowhere(id))", "RANGE (id)", kCannot},
    {"RANGE day", "RANGE (day)", kCannot},
    {"FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')", "for values from ('2020-1-1') to ('20210101')",
     kEqual, "RANGE (day)"},
    {"FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')", "FOR VALUES FROM ('2020-01-02') TO ('2021-01-01')",
     kDifferent, "RANGE (day)"},
    {"FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)", "FOR VALUES FROM ('2020-1-1') TO (maxvalue)", kEqual,
     "RANGE (day)"},
    {"FOR VALUES FROM (MINVALUE) TO ('2020-01-01')", "FOR VALUES FROM ('2020-01-01') TO (MINVALUE)",
     kDifferent, "RANGE (day)"},
    {"FOR VALUES FROM ('10', 1.50) TO ('1000', 2.00)", "FOR VALUES FROM (10, 1.5) TO (1e3, '2')", kEqual,
     "RANGE (id, n)"},
    {"FOR VALUES FROM (1, 2) TO (3, 4)", "FOR VALUES FROM (1) TO (2, 3, 4)", kDifferent, "RANGE (id, n)"},
    {"FOR VALUES IN ('a', 'b', NULL)", "FOR VALUES IN (null, 'b', 'a')", kEqual, "LIST (word)"},
    {"FOR VALUES IN ('a', 'b')", "FOR VALUES IN ('a', 'B')", kDifferent, "LIST (word)"},
    {"FOR VALUES IN ('a', 'b')", "FOR VALUES IN ('a')", kDifferent, "LIST (word)"},
    {"FOR VALUES IN (true)", "FOR VALUES IN ('t')", kEqual, "LIST (done)"},
    {"FOR VALUES IN (1, 2)", "FOR VALUES IN (1+0, 2)", kEqual, "LIST ((id % 3))"},
    {"FOR VALUES IN ('48:00:00')", "FOR VALUES IN ('48 hours')", kEqual, "LIST (span)"},
    {"FOR VALUES WITH (modulus 4, remainder 1)", "FOR VALUES WITH (REMAINDER 1, MODULUS 4)", kEqual,
     "HASH (id)"},
    {"FOR VALUES WITH (modulus 4, remainder 1)", "FOR VALUES WITH (modulus 4, remainder 2)", kDifferent,
     "HASH (id)"},
    {"DEFAULT", "default", kEqual, "LIST (id)"},
    {"DEFAULT", "FOR VALUES IN (1)", kDifferent, "LIST (id)"},
    {"FOR VALUES IN ('2026-01-01')", "FOR VALUES IN (current_date)", kCannot, "LIST (day)"},
    {"FOR VALUES IN (1)", "FOR VALUES IN ('x')", kCannot, "LIST (id)"},
    {"FOR VALUES IN (1)", "FOR VALUES 1", kCannot, "LIST (id)"},
};

Table events() {
  return test::table("events", {test::column("id", "bigint"), test::column("day", "date"),
                                test::column("at", "timestamp with time zone"),
                                test::column("n", "numeric(8,2)"), test::column("word", "text"),
                                test::column("done", "boolean"), test::column("span", "interval")});
}

std::string outcome(const Answer& one, const Answer& other) {
  if (one.form.empty() || other.form.empty()) return kCannot;
  return one.form == other.form ? kEqual : kDifferent;
}

TEST(PostgresPartitions, AreToldEqualFromDifferentFromUnknown) {
  const test::TemporaryDatabase database("");
  const Table table = events();
  std::vector<Question> questions;
  for (const Pair& pair : kPairs) {
    const About about = *pair.key ? About::kPartitionBound : About::kPartitionKey;
    for (const char* text : {pair.one, pair.other}) questions.push_back({about, text, &table, pair.key});
  }
  const auto live = open_postgresql(database.url());
  const std::vector<Answer> answers = live->settle(questions);
  ASSERT_EQ(answers.size(), questions.size());
  for (std::size_t i = 0; i < kPairs.size(); ++i)
    EXPECT_EQ(outcome(answers[2 * i], answers[2 * i + 1]), kPairs[i].told)
        << kPairs[i].one << "\n  " << answers[2 * i].form << answers[2 * i].reason << "\n"
        << kPairs[i].other << "\n  " << answers[2 * i + 1].form << answers[2 * i + 1].reason;
}

}  // namespace
}  // namespace tenon::this_file
