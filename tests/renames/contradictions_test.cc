// Renames that contradict each other, and those that are done already.
#include <gtest/gtest.h>

#include "model/error.h"
#include "renames/renamed_actual.h"
#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using test::n;
using test::q;

DataRename table(std::string_view from, std::string_view to, Source source = {}) {
  return {q(from), {}, n(to), std::move(source)};
}

DataRename column(std::string_view from, std::string_view to, Source source = {}) {
  return {q("t"), n(from), n(to), std::move(source)};
}

Catalog tables(std::initializer_list<std::string_view> names) {
  std::vector<Table> all;
  for (const std::string_view name : names) all.push_back(test::table(name, {test::column("x")}));
  return test::catalog(std::move(all));
}

Catalog columns(std::initializer_list<std::string_view> names) {
  std::vector<Column> all;
  for (const std::string_view name : names) all.push_back(test::column(name));
  return test::catalog({test::table("t", std::move(all))});
}

struct Refused {
  Fault fault = Fault::kInternal;
  std::string what;
};

Refused refused(const Catalog& actual, std::vector<DataRename> wanted, const Catalog& declared) {
  try {
    renamed_actual(actual, std::move(wanted), declared, {});
  } catch (const Error& error) {
    return {error.fault(), error.what()};
  }
  return {};
}

const Source kFirst{"s.sql", 1, 20};
const Source kSecond{"s.sql", 7, 4};

TEST(Contradictions, OfFilesAreFaultsWithBothPlaces) {
  const Refused of_tables =
      refused(tables({"a"}), {table("a", "b", kFirst), table("a", "c", kSecond)}, tables({"b", "c"}));
  EXPECT_EQ(of_tables.fault, Fault::kDeclaration);
  EXPECT_EQ(
      of_tables.what,
      "s.sql:7:4: table public.a is said to be renamed to public.c, and to public.b at s.sql:1:20; one of "
      "the two is something else: say it of one only");
  const Refused of_columns =
      refused(columns({"a"}), {column("a", "b", kFirst), column("a", "c", kSecond)}, columns({"b", "c"}));
  EXPECT_EQ(of_columns.fault, Fault::kDeclaration);
  EXPECT_NE(
      of_columns.what.find("s.sql:7:4: column public.t.a is said to be renamed to c, and to b at s.sql:1:20"),
      std::string::npos)
      << of_columns.what;
}

TEST(Contradictions, OfTheCommandLineAreFaultsOfUse) {
  for (const Source& source : {Source(), kFirst}) {
    const Refused found =
        refused(tables({"a"}), {table("a", "b", source), table("a", "c")}, tables({"b", "c"}));
    EXPECT_EQ(found.fault, Fault::kUsage);
    EXPECT_NE(found.what.find("public.a is said to be renamed to public.b"), std::string::npos) << found.what;
    EXPECT_NE(found.what.find("to public.c by --rename 'table:public.a=public.c'"), std::string::npos)
        << found.what;
  }
}

/// They stand even where they are done, or never were to do.
TEST(Contradictions, AreFaultsWhateverTheDatabaseHolds) {
  EXPECT_EQ(
      refused(tables({"b"}), {table("a", "b", kFirst), table("a", "c", kSecond)}, tables({"b", "c"})).fault,
      Fault::kDeclaration);
}

TEST(Repetitions, AreDoneOnce) {
  const RenamedActual made = renamed_actual(
      tables({"a"}), {table("a", "b"), table("a", "b", kFirst), table("a", "b")}, tables({"b"}), {});
  EXPECT_EQ(made.done.size(), 1U);
  EXPECT_TRUE(made.notes.empty());
}

TEST(DoneRenames, OfTheCommandLineAreNoted) {
  const RenamedActual one = renamed_actual(tables({"b"}), {table("a", "b")}, tables({"b"}), {});
  EXPECT_TRUE(one.done.empty());
  EXPECT_EQ(
      one.notes,
      (std::vector<std::string>{"--rename table:public.a=public.b: table public.a to b is renamed already"}));
  const RenamedActual other = renamed_actual(columns({"y"}), {column("x", "y")}, columns({"y"}), {});
  EXPECT_TRUE(other.done.empty());
  EXPECT_EQ(other.notes.size(), 1U);
}

/// `n` is there, as what was called `m`.
TEST(DoneRenames, OfAChainAreAllNoted) {
  const RenamedActual made =
      renamed_actual(tables({"n", "o"}), {table("m", "n"), table("n", "o")}, tables({"n", "o"}), {});
  EXPECT_TRUE(made.done.empty());
  EXPECT_EQ(made.notes.size(), 2U);
}

/// The name is there, but only until the other rename takes it away.
TEST(DoneRenames, AreNotThoseWhoseNewNameGoes) {
  const Refused found = refused(tables({"b"}), {table("a", "b"), table("b", "c")}, tables({"b", "c"}));
  EXPECT_EQ(found.fault, Fault::kUsage);
  EXPECT_EQ(found.what, "--rename: there is no table public.a to b to be renamed");
}

TEST(DoneRenames, AreNotThoseThatNeverWere) {
  EXPECT_EQ(refused(tables({}), {table("a", "b")}, tables({"b"})).fault, Fault::kUsage);
  EXPECT_EQ(refused(columns({"z"}), {column("x", "y")}, columns({"y"})).fault, Fault::kUsage);
  EXPECT_EQ(refused(tables({"a", "b"}), {table("a", "b")}, tables({"b"})).fault, Fault::kUsage);
}

}  // namespace
}  // namespace tenon::this_file
