#include "tests/live/postgres_pairs.h"

#include <gtest/gtest.h>

#include <ostream>
#include <regex>
#include <utility>
#include <vector>

namespace tenon::test {

void PrintTo(const PostgresPair& pair, std::ostream* out) { *out << pair.name; }

void expect_in_sync(const Target& target, const std::string& declared) {
  const Checked found = check(target, declared);
  EXPECT_EQ(found.findings, std::vector<std::string>{}) << found.text;
  EXPECT_EQ(found.code, 0) << found.text;
}

void expect_to_be_refused(const PostgresPair& pair, const std::string& why) {
  const TempFolder folder;
  const auto before = make_target("postgresql");
  const auto wanted = make_target("postgresql");
  ASSERT_EQ(before->run("SET client_min_messages = warning;" + pair.old_sql).err, "");
  ASSERT_EQ(wanted->run("SET client_min_messages = warning;" + pair.new_sql).err, "");
  const Ran ran = tenon("generate " + before->word() + " " + wanted->word() +
                        " -m refused --allow all --dir " + folder.path().string());
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.err.find(why), std::string::npos) << ran.err;
}

namespace {

/// The dump with a name for each part of an index that follows from the index and the table alone.
std::string without_part_names(std::string dump) {
  static const std::regex kPart("ALTER INDEX public\\.(\\w+) ATTACH PARTITION public\\.(\\w+);");
  std::vector<std::pair<std::string, std::string>> parts;  // the index, and its part
  for (std::sregex_iterator at(dump.begin(), dump.end(), kPart), end; at != end; ++at)
    parts.emplace_back((*at)[1], (*at)[2]);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [whole, part] = parts[i];
    const std::regex table("INDEX " + part +
                           " ON (?:ONLY )?public\\.(\\w+)|ONLY public\\.(\\w+)\\s+ADD CONSTRAINT " + part +
                           "\\b");
    std::smatch found;
    if (!std::regex_search(dump, found, table)) continue;
    const std::string name = whole + "_of_" + (found[1].matched ? found[1].str() : found[2].str());
    dump = std::regex_replace(dump, std::regex("\\b" + part + "\\b"), name);
    for (auto& [above, below] : parts)
      if (above == part) above = name;
  }
  return dump;
}

}  // namespace

void expect_to_lead_there_and_back(const PostgresPair& pair) {
  const TempFolder folder;
  const auto before = make_target("postgresql");
  const auto wanted = make_target("postgresql");
  ASSERT_EQ(before->run("SET client_min_messages = warning;" + pair.old_sql).err, "");
  ASSERT_EQ(wanted->run("SET client_min_messages = warning;" + pair.new_sql).err, "");
  if (!pair.rows.empty()) {
    ASSERT_EQ(before->run(pair.rows).err, "");
  }
  const auto dump_of = [&](Target& target) {
    return pair.names_parts ? target.dump() : without_part_names(target.dump());
  };
  const std::string dump = dump_of(*before);
  const std::string inspection = folder.file("wanted.json");
  EXPECT_EQ(tenon("inspect " + wanted->word() + " -o json=" + inspection).code, 0);
  expect_in_sync(*wanted, inspection);

  const std::string base = generate_sql(*before, wanted->word(), folder.path().string(),
                                        pair.is_online ? "--allow all --online" : "--allow all");
  ASSERT_FALSE(base.empty());
  const Ran planned = tenon("generate " + before->word() + " " + inspection +
                            " -m inspected --allow all --dir " + folder.file("inspected"));
  EXPECT_EQ(planned.code, 0) << planned.err;
  const Ran up = before->run("SET client_min_messages = warning;" + read_file(base + ".up.sql"));
  ASSERT_EQ(up.err, "") << read_file(base + ".up.sql");
  expect_in_sync(*before, wanted->word());
  expect_in_sync(*before, inspection);
  EXPECT_EQ(dump_difference(*before, dump_of(*wanted), dump_of(*before)), "") << read_file(base + ".up.sql");

  const Ran down = before->run("SET client_min_messages = warning;" + read_file(base + ".down.sql"));
  ASSERT_EQ(down.err, "") << read_file(base + ".down.sql");
  EXPECT_EQ(dump_difference(*before, dump, dump_of(*before)), "") << read_file(base + ".down.sql");
}

}  // namespace tenon::test
