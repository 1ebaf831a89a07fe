#include "diff/refusals.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "diff/diff.h"
#include "sql/key.h"
#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using namespace test;

/// A compiler that says no to some texts.
class Compiler {
 public:
  explicit Compiler(std::vector<std::string> refused) : refused_(std::move(refused)) {}

  std::vector<std::string> lines(const Catalog& actual, const Catalog& declared) {
    return expected_refusals(diff(actual, declared), actual, declared,
                             [&](const std::vector<Question>& questions) { return answers(questions); });
  }

  std::vector<std::string> asked;

 private:
  std::vector<Answer> answers(const std::vector<Question>& questions) {
    std::vector<Answer> answers;
    for (const Question& question : questions) {
      asked.push_back(question.text);
      const bool is_refused = std::ranges::find(refused_, question.text) != refused_.end();
      answers.push_back(is_refused ? Answer{"", "no " + question.text, true} : Answer{question.text, ""});
    }
    return answers;
  }

  std::vector<std::string> refused_;
};

constexpr const char* kEnd = "; a script will fail there unless that is fixed or created first";

TEST(ExpectedRefusals, AreOfWhatIsAddedAndSayWhere) {
  Column mistyped = column("a", "intger");
  mistyped.source = Source{"a.json", 3, 7};
  const Catalog actual = catalog({table("t", {column("x", "oddtype")}, {check("old", "lenght(x) > 0")})});
  const Catalog declared = catalog({table("t", {column("x", "oddtype"), mistyped},
                                          {check("c", "lenght(a) > 1"), check("old", "lenght(x) > 0")}),
                                    table("u", {column("b", "integer")}, {check("d", "lenght(b) > 2")})});
  Compiler compiler({"intger", "oddtype", "lenght(x) > 0", "lenght(a) > 1", "lenght(b) > 2"});
  EXPECT_EQ(compiler.lines(actual, declared),
            (std::vector<std::string>{
                std::string("check:public.u.d: sqltext lenght(b) > 2: no lenght(b) > 2") + kEnd,
                std::string("column:public.t.a (a.json:3:7): type intger: no intger") + kEnd,
                std::string("check:public.t.c: sqltext lenght(a) > 1: no lenght(a) > 1") + kEnd}));
}

/// A live database, a snapshot and a dump declare their functions, a file written by hand mostly does not: no
/// script creates one either way.
TEST(ExpectedRefusals, LeaveOutWhatTheScriptCreatesAndNothingElse) {
  Catalog declared = catalog({table(
      "t", {column("a", "mood"), column("n", "integer")},
      {check("c", "a <> 'sad'"), check("d", "my_function(n) > 0"), check("e", "other_function(n) > 0")})});
  Enum mood;
  mood.name = q("mood");
  declared.enums.push_back(mood);
  UnmodelledObject function;
  function.kind = "function";
  function.name = q("my_function(integer)");
  declared.unmodelled.push_back(function);
  Compiler compiler({"mood", "a <> 'sad'", "my_function(n) > 0", "other_function(n) > 0"});
  EXPECT_EQ(compiler.lines(catalog({}), declared),
            (std::vector<std::string>{std::string("check:public.t.d: sqltext my_function(n) > 0: no "
                                                  "my_function(n) > 0") +
                                          kEnd,
                                      std::string("check:public.t.e: sqltext other_function(n) > 0: no "
                                                  "other_function(n) > 0") +
                                          kEnd}));
}

TEST(ExpectedRefusals, KnowATypeWithAQuoteInItsName) {
  Catalog declared = catalog({table("t", {column("a", R"("E""num"[])")})});
  Enum odd;
  odd.name = q(R"(E"num)");
  declared.enums.push_back(odd);
  EXPECT_EQ(Compiler({R"("E""num"[])"}).lines(catalog({}), declared), std::vector<std::string>{});
}

TEST(ExpectedRefusals, AreNoneWhenAnExtensionIsToCome) {
  Catalog declared = catalog({table("t", {column("a", "citext")})});
  Extension citext;
  citext.name = n("citext");
  declared.extensions.push_back(citext);
  EXPECT_EQ(Compiler({"citext"}).lines(catalog({}), declared), std::vector<std::string>{});
}

TEST(ExpectedRefusals, AreOfTheDeclaredSidesOwnFunctionsBesideAnExtension) {
  Catalog declared =
      catalog({table("t", {column("a", "citext"), column("n", "integer")}, {check("c", "f(n) > 0")})});
  Extension citext;
  citext.name = n("citext");
  declared.extensions.push_back(citext);
  UnmodelledObject function;
  function.kind = "function";
  function.name = q("f(integer)");
  declared.unmodelled.push_back(function);
  EXPECT_EQ(Compiler({"citext", "f(n) > 0"}).lines(catalog({}), declared),
            std::vector<std::string>{std::string("check:public.t.c: sqltext f(n) > 0: no f(n) > 0") + kEnd});
}

TEST(ExpectedRefusals, AreOfCastsBetweenTheDatabasesOwnTypes) {
  Column moved = column("n", "date");
  moved.source = Source{"a.json", 3, 7};
  const Catalog actual = catalog({table("t", {column("n", "integer"), column("k", "app.mood")})});
  const Catalog declared = catalog({table("t", {moved, column("k", "integer")})});
  Compiler compiler({"date"});
  EXPECT_EQ(
      compiler.lines(actual, declared),
      std::vector<std::string>{std::string("column:public.t.n (a.json:3:7): type date: no date") + kEnd});
  EXPECT_EQ(compiler.asked, std::vector<std::string>{"date"});
}

TEST(ExpectedRefusals, AskAboutATypeOnceAndNotAboutNumbers) {
  Column number = column("b", "integer");
  number.default_value = expression("42", kPostgresql);
  Compiler compiler({});
  compiler.lines(catalog({}), catalog({table("t", {column("a", "integer"), number})}));
  EXPECT_EQ(compiler.asked, std::vector<std::string>{"integer"});
}

}  // namespace
}  // namespace tenon::this_file
