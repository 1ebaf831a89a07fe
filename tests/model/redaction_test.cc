#include "model/redaction.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>

#include "model/connection_text.h"
#include "model/redactor.h"
#include "model/source_argument.h"
#include "tests/support/random_source.h"

namespace tenon::this_file {
namespace {

using Cases = std::vector<std::pair<const char*, const char*>>;

void expect_shown(const Cases& cases) {
  for (const auto& [source, shown] : cases) {
    EXPECT_EQ(redacted(source), shown);
    EXPECT_EQ(redacted(shown), shown) << "what is shown has nothing more to hide";
  }
}

TEST(Redacted, HidesUsersAndSecretsAndNothingElse) {
  expect_shown({
      {"postgresql://h/db", "postgresql://h/db"},
      {"postgresql:///db", "postgresql:///db"},
      {"postgresql://h1:5432,h2:5433/db", "postgresql://h1:5432,h2:5433/db"},
      {"postgresql://[::1]:5432/db", "postgresql://[::1]:5432/db"},
      {"postgresql://%2Fvar%2Frun/db", "postgresql://%2Fvar%2Frun/db"},
      {"postgresql:///?service=prod", "postgresql:///?service=prod"},
      {"postgresql+service://prod", "postgresql+service://prod"},
      {"postgresql://u@h:5432/db", "postgresql://***@h:5432/db"},
      {"postgresql://u:secret@h:5432/db?sslmode=require", "postgresql://***@h:5432/db?sslmode=require"},
      {"postgresql+psycopg2://u:se%40cret@h/db", "postgresql+psycopg2://***@h/db"},
      {"postgresql://u%3Asecret@h/db", "postgresql://***@h/db"},
      {"postgresql://:secret@/db", "postgresql://***@/db"},
      {"mysql+other://u:secret@h/db", "mysql+other://***@h/db"},
      {"jdbc:postgresql://h/db?user=u&password=secret", "jdbc:postgresql://h/db?user=***&password=***"},
      {"postgresql://h/db?application_name=a@b", "postgresql://h/db?application_name=a@b"},
  });
}

TEST(Redacted, HidesSecretParametersHoweverTheyAreSpelt) {
  expect_shown({
      {"postgresql://h/db?user=u&password=secret&sslmode=disable",
       "postgresql://h/db?user=***&password=***&sslmode=disable"},
      {"postgresql://h/db?options=-c%20a%3Db&pass%77ord=secret",
       "postgresql://h/db?options=-c%20a%3Db&pass%77ord=***"},
      {"postgresql://h/db?password=secret&password=secret", "postgresql://h/db?password=***&password=***"},
      {"postgresql://h/db?PassWord=secret", "postgresql://h/db?PassWord=***"},
      {"postgresql://h/db?pasword=secret&sslmode=disable", "postgresql://h/db?pasword=***&sslmode=disable"},
      {"postgresql://h/db?sslpassword=secret&sslkey=/k&passfile=/p",
       "postgresql://h/db?sslpassword=***&sslkey=***&passfile=***"},
      {"postgresql://h/db?scram_client_key=secret&oauth_client_secret=secret",
       "postgresql://h/db?scram_client_key=***&oauth_client_secret=***"},
      {"postgresql://h/db?unheard_of=secret", "postgresql://h/db?unheard_of=***"},
      {"postgresql://h/db?Secret7", "postgresql://h/db?***"},
      {"postgresql://h/db?Secret7=1", "postgresql://h/db?***"},
      {"postgresql://h/db?password=sec&retpass=1", "postgresql://h/db?password=***"},
      {"postgresql://h/db?password=sec&ret", "postgresql://h/db?password=***"},
      {"postgresql://h/db?password=sec&ret=x&sslmode=disable",
       "postgresql://h/db?password=***&sslmode=disable"},
      {"postgresql://h/db?application_name=x%20password%3Dsecret", "postgresql://h/db?application_name=***"},
      {"postgresql://h/db?options=-c%20app.key%3Dsecret", "postgresql://h/db?options=***"},
      {"postgresql://h/db?options=-c%20statement_timeout%3D5s%20-capp.key%3Dsecret",
       "postgresql://h/db?options=***"},
      {"postgresql://h/db?options=-c%20search_path%3Da.b",
       "postgresql://h/db?options=-c%20search_path%3Da.b"},
      {"postgresql://h/db?host=postgresql%3A%2F%2Fu%3Asecret%40h", "postgresql://h/db?host=***"},
      {"postgresql://h/db&password=secret", "postgresql://h/db&password=***"},
      {"jdbc:sqlserver://h;user=u;password=secret;ssl=true", "jdbc:sqlserver://***"},
  });
}

TEST(Redacted, HidesMoreWhereAUrlCanBeReadInTwoWays) {
  expect_shown({
      {"postgresql://u:se@cret@h/db", "postgresql://***@h/db"},
      {"postgresql://u:se/cret@h/db", "postgresql://***@h/db"},
      {"postgresql://u:se?cret@h/db", "postgresql://***@h/db"},
      {"postgresql://u:se/cr?et@h/db?sslmode=disable", "postgresql://***@h/db?sslmode=disable"},
      {"postgresql://u:se?cr&et=x@h/db", "postgresql://***"},
      {"postgresql://h/db?unheard_of=sec@ret", "postgresql://***"},
      {"postgresql://u:se?user=cret@h/db", "postgresql://***"},
      {"postgresql://u:secret", "postgresql://***"},
      {"postgresql://u:secret/db?sslmode=disable", "postgresql://***?sslmode=disable"},
      {"postgresql://u@h:secret/db", "postgresql://***@***"},
      {"postgresql://u:?secret", "postgresql://***?***"},
      {"postgresql://u:se?cret", "postgresql://***?***"},
      {"postgresql://u:#secret", "postgresql://***"},
      {"postgresql://h/db?typo=a&secret@b", "postgresql://***"},
      {"host=h password='a'&secret port=5", "host=h password=*** port=5"},
      {"host=h password='a' secret", "host=h password=***"},
      {"postgresql://h1:5432,h2:secret/db", "postgresql://***"},
  });
}

TEST(Redacted, LeavesPathsOfSqliteAndHidesTheRest) {
  expect_shown({
      {"sqlite://", "sqlite://"},
      {"sqlite:////srv/a@b/c.db", "sqlite:////srv/a@b/c.db"},
      {"sqlite:///file:a.db?mode=ro&uri=true", "sqlite:///file:a.db?mode=ro&uri=true"},
      {"sqlite:///file:a.db?uri=true&key=secret&hexkey=00",
       "sqlite:///file:a.db?uri=true&key=***&hexkey=***"},
      {"sqlite+other://:secret@/x.db", "sqlite+other://***@/x.db"},
      {"sqlite+pysqlcipher:////x.db?passphrase=secret", "sqlite+pysqlcipher:////x.db?passphrase=***"},
      {"schema.json", "schema.json"},
      {"v@1/schema.json", "v@1/schema.json"},
      {"a=b/schema.json", "a=b/schema.json"},
  });
}

TEST(Redacted, HidesWhatAMistypedConnectionGivesAway) {
  expect_shown({
      {"postgres//u:secret@h/db", "postgres//***@h/db"},
      {"postgres//u:secret", "postgres//***"},
      {"postgresql:/u:secret@h/db", "***@h/db"},
      {"postgresql:/u:se://cret@h/db", "***@h/db"},
      {"postgresql:/h/db?password=secret", "postgresql:/h/db?password=***"},
      {"u:secret@h", "***@h"},
      {"u%3Asecret@h", "***@h"},
      {"host=h password=secret dbname=db", "host=h password=*** dbname=db"},
      {"host=h password='the secret' dbname=db", "host=h password=*** dbname=db"},
      {"host=h password = 'the\\'secret' dbname=db", "host=h password = *** dbname=db"},
      {"host=h password=the secret dbname=db", "host=h password=*** dbname=db"},
      {"host=h PASSWORD=secret", "host=h PASSWORD=***"},
      {"host=h pass%77ord=secret", "host=h pass%77ord=***"},
      {"host=h passphrase='sec", "host=h passphrase=***"},
      {"host=h typo=secret port=5432", "host=h typo=*** port=5432"},
      {"jdbc:oracle:thin:u/secret@h:1521:x", "***@h:1521:x"},
  });
}

TEST(Redacted, HidesEveryPasswordInEveryForm) {
  const auto seed = std::random_device()();
  std::mt19937_64 rng(seed);
  for (const char* canary : {"qzq", "QZQ", "q7q"})
    for (int i = 0; i < 10000; ++i) {
      const std::string source = test::random_source(rng, canary);
      ASSERT_EQ(redacted(source).find(canary), std::string::npos) << "seed " << seed << ": " << source;
    }
}

TEST(SecretsOf, HoldWhatAProgramMayEcho) {
  const auto secrets = [](const char* source) { return secrets_of(source); };
  using All = std::vector<std::string>;
  EXPECT_EQ(secrets("postgresql://u@h/db"), All());
  EXPECT_EQ(secrets("postgresql://u:p%40w@h/db"), (All{"p%40w", "p@w"}));
  EXPECT_EQ(secrets("postgresql://h/db?pass%77ord=p%40w"), (All{"p%40w", "p@w"}));
  EXPECT_EQ(secrets("postgresql://u:secret"), (All{"secret"}));
  EXPECT_EQ(secrets("postgresql://h/db?password=a:b"), (All{"a:b"}));
  EXPECT_EQ(secrets("postgresql://h/db?password=abc:def"), (All{"abc:def", "abc", "def"}));
  EXPECT_EQ(secrets("host=h password='a b'"), (All{"'a b'", "a b"}));
}

/// Who knows the path of a webhook can send messages with it.
TEST(Redacted, OfAnAddressOfTheWebNothingBehindTheHostIsShown) {
  for (const char* source : {"https://hooks.slack.com/services/T0/B0/abc", "HTTPS://hooks.slack.com/abc",
                             "https://hooks.slack.com/x?a=b#c", "https://hooks.slack.com/"}) {
    const std::string shown = redacted(source);
    EXPECT_EQ(shown.substr(8),
              std::string(source) == "https://hooks.slack.com/" ? "hooks.slack.com/" : "hooks.slack.com/***");
  }
  EXPECT_EQ(redacted("http://h:8080?token=x"), "http://h:8080?***");
  EXPECT_EQ(redacted("https://h"), "https://h");
}

TEST(HoldsConnectionSecret, KnowsConnectionsAndNothingElse) {
  for (const char* text : {"postgresql://u:p@h/db", "json=postgresql://u:p@h/db", "host=h password=p",
                           "postgres//u:p@h", "json=postgres//u:p@h", "postgresql:/u:p@h/db",
                           "json=postgresql:u:p@h", "see https://u:p@h/x", "mysql://h/db?password=p"})
    EXPECT_TRUE(holds_connection_secret(text)) << text;
  for (const char* text : {"postgresql://u@h/db", "column:users.password=secret_hash", "table:public.a@b",
                           "see https://h/x?id=5", "rename password=hash", "add orders", "json=out.json",
                           "postgres: see x@y", "TN105:foreign_key:public.log.*"})
    EXPECT_FALSE(holds_connection_secret(text)) << text;
}

TEST(Redactor, HidesSecretsHoweverTheyAreSpelt) {
  Redactor redactor;
  redactor.add("p@ss w/rd");
  redactor.add("");
  EXPECT_EQ(redactor("p@ss w/rd and p%40ss%20w%2Frd and p%40ss%20w%2frd, but not p@ss"),
            "*** and *** and ***, but not p@ss");
  EXPECT_EQ(redactor("missing \"=\" after \"postgresql://u:other@h/db\" in string"),
            "missing \"=\" after \"postgresql://***@h/db\" in string");
  EXPECT_EQ(redactor("not expected: 'postgresql://h/db?password=other' postgresql://u:more@h"),
            "not expected: 'postgresql://h/db?password=***' postgresql://***@h");
}

TEST(Redactor, HidesPiecesOfASecretWhereTheyAreQuoted) {
  Redactor redactor;
  redactor.add("hunter2canary");
  redactor.add("ab");
  EXPECT_EQ(redactor("invalid token: \"ter2can\", an \"inter\" net at hunter2c"),
            "invalid token: \"***\", an \"i***\" net at hunter2c");
  EXPECT_EQ(redactor("about host \"ab\""), "about host \"***\"");
  EXPECT_EQ(redactor("socket \"/tmp/hunter/s\", user \"app\""), "socket \"/tmp/hunter/s\", user \"app\"");
}

template <class T, class = void>
constexpr bool kIsPrintable = false;
template <class T>
constexpr bool kIsPrintable<T, std::void_t<decltype(std::declval<std::ostream&>() << std::declval<T>())>> =
    true;

TEST(SourceArgument, CannotBePrintedNorBecomeAString) {
  EXPECT_FALSE((std::is_convertible_v<SourceArgument, std::string>));
  EXPECT_FALSE((std::is_convertible_v<SourceArgument, std::string_view>));
  EXPECT_FALSE((std::is_constructible_v<std::string, SourceArgument>));
  EXPECT_FALSE(kIsPrintable<SourceArgument>);
  EXPECT_TRUE(kIsPrintable<std::string>);
}

TEST(SourceArgument, IsRepeatedOnlyWithoutASecret) {
  EXPECT_EQ(SourceArgument("postgresql://u@h/db").public_text(), "postgresql://u@h/db");
  EXPECT_EQ(SourceArgument("postgresql://u:p@h/db").public_text(), std::nullopt);
  EXPECT_EQ(SourceArgument("postgresql://u:p@h/db").redacted(), "postgresql://***@h/db");
  EXPECT_EQ(SourceArgument("postgresql://u:p@h/db").exposed(), "postgresql://u:p@h/db");
}

}  // namespace
}  // namespace tenon::this_file
