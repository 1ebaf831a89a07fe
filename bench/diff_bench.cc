#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>

#include "diff/diff.h"
#include "diff/difference.h"
#include "model/dialect.h"

// How long a comparison takes: `diff_bench [TABLES]` prints one line a case. Each table has five columns and
// twenty constraints.

namespace tenon {
namespace {

Catalog large_catalog(int tables, const std::string& prefix) {
  Catalog catalog;
  catalog.dialect = &kPostgresql;
  for (int t = 0; t < tables; ++t) {
    Table table;
    table.name = kPostgresql.qualified("", "table_" + std::to_string(t));
    for (const char* name : {"id", "a", "b", "c", "d"}) {
      Column column;
      column.name = Name(name);
      column.type = {"integer", "integer"};
      table.columns.push_back(std::move(column));
    }
    for (int i = 0; i < 10; ++i) {
      Check check;
      check.name = Name(prefix + "_ck_" + std::to_string(i));
      check.sqltext = {"a > " + std::to_string(i), "a > " + std::to_string(i)};
      table.constraints.push_back(std::move(check));
      ForeignKey key;
      key.name = Name(prefix + "_fk_" + std::to_string(i));
      key.columns = {Name("a")};
      key.referred_table = kPostgresql.qualified("", "table_" + std::to_string(i));
      key.referred_columns = {Name("id")};
      table.constraints.push_back(std::move(key));
    }
    catalog.tables.push_back(std::move(table));
  }
  return sorted(std::move(catalog));
}

Catalog respelt(Catalog catalog) {
  for (auto& table : catalog.tables)
    for (auto& constraint : table.constraints)
      if (auto* check = std::get_if<Check>(&constraint)) check->sqltext.key += " respelt";
  return catalog;
}

Catalog nameless(Catalog catalog) {
  for (auto& table : catalog.tables)
    for (auto& c : table.constraints)
      c = renamed(std::move(c), Name("s_" + name_of(c).text), NamedBy::kServer);
  return sorted(std::move(catalog));
}

template <class Work>
void measured(const char* what, Work work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t start_of_work = std::clock();
  const std::size_t found = work();
  const double worked = 1000.0 * static_cast<double>(std::clock() - start_of_work) / CLOCKS_PER_SEC;
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  std::printf("%-45s %8.0f ms, %6.0f ms of them working %8zu found\n", what, took.count(), worked, found);
}

void run(int tables) {
  const Catalog actual = large_catalog(tables, "x");
  const Catalog renamed = large_catalog(tables, "y");
  std::printf("%d tables, %d constraints\n", tables, tables * 20);
  measured("equal", [&] { return diff(actual, actual).size(); });
  measured("every constraint renamed", [&] { return diff(actual, renamed).size(); });
  measured("every constraint declared without a name",
           [&, declared = nameless(actual)] { return diff(actual, declared).size(); });
  measured("every table new", [&] { return diff(large_catalog(0, ""), actual).size(); });
  measured("every check settled", [&, a = actual, d = respelt(actual)]() mutable {
    const auto ask = [](const std::vector<Question>& questions) {
      std::vector<Answer> answers;
      for (const auto& q : questions) answers.push_back({q.text, ""});
      return answers;
    };
    return difference(a, d, ask).changes.size();
  });
  measured("every check unknown", [&, a = actual, d = respelt(renamed)]() mutable {
    return difference(a, d, Canonicalizer()).unknowns.size();
  });
  measured("one table with all constraints, renamed", [&] {
    Catalog a = large_catalog(1, "x"), b = large_catalog(1, "y");
    for (Catalog* side : {&a, &b}) {
      auto& constraints = side->tables[0].constraints;
      const std::string prefix = name_of(constraints[0]).text.substr(0, 1);
      constraints.clear();
      for (int i = 0; i < tables * 20; ++i) {
        Check check;
        check.name = Name(prefix + std::to_string(i));
        check.sqltext = {"", "a > " + std::to_string(i)};
        constraints.push_back(std::move(check));
      }
      sort_constraints(constraints);
    }
    return diff(a, b).size();
  });
}

}  // namespace
}  // namespace tenon

int main(int argc, char** argv) { tenon::run(argc > 1 ? std::atoi(argv[1]) : 5000); }
