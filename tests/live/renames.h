#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/live/target.h"

namespace tenon::test {

/// Runs what is generated with these flags, holds it against what is declared, and comes back.
inline void expect_round_trip(Target& target, const std::string& declared, const std::string& flags,
                              const std::string& rows, const std::string& expected) {
  const TempFolder folder;
  const std::string before = target.dump();
  const std::string path = generate_sql(target, declared, folder.file("m"), flags);
  const std::string up = read_file(path + ".up.sql");
  EXPECT_EQ(up.find("DROP TABLE"), std::string::npos) << up;
  const Ran ran = target.run(up);
  ASSERT_EQ(ran.code, 0) << ran.err << up;
  EXPECT_EQ(target.run(rows).out, expected) << up;
  const Checked after = check(target, declared);
  EXPECT_EQ(after.findings, std::vector<std::string>{}) << after.text;
  const Ran back = target.run(read_file(path + ".down.sql"));
  ASSERT_EQ(back.code, 0) << back.err << read_file(path + ".down.sql");
  EXPECT_EQ(dump_difference(target, before, target.dump()), "");
}

/// The schema of a database that this has made, as JSON.
inline std::string declared_by(const std::string& dialect, const std::string& statements,
                               const std::string& file) {
  const auto model = make_target(dialect);
  EXPECT_EQ(model->run(statements).code, 0);
  EXPECT_EQ(tenon("inspect " + model->word() + " -o json=" + file).code, 0);
  return file;
}

}  // namespace tenon::test
