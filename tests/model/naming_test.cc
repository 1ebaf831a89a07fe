#include "model/naming.h"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "model/digest.h"
#include "model/error.h"

namespace tenon::this_file {
namespace {

using Json = nlohmann::json;

const NamingConvention kDocumented{{{"ix", "ix_%(column_0_label)s"},
                                    {"uq", "uq_%(table_name)s_%(column_0_name)s"},
                                    {"ck", "ck_%(table_name)s_%(constraint_name)s"},
                                    {"fk", "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
                                    {"pk", "pk_%(table_name)s"}},
                                   {}};

NamingSubject subject(std::string kind, std::vector<NamingSubject::Column> columns = {}) {
  NamingSubject made;
  made.mnemonic = std::move(kind);
  made.table = "t";
  made.columns = std::move(columns);
  return made;
}

std::string name_by(const std::string& text, const NamingSubject& of, const std::string& key = "uq") {
  const auto derived = derived_name({{{key, text}}, {}}, of);
  return derived ? derived->text : "";
}

std::string refusal(const NamingConvention& convention, const NamingSubject& of) {
  try {
    derived_name(convention, of);
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kDeclaration);
    return error.what();
  }
  return "";
}

// The table was made by SQLAlchemy 1.4.46 itself. Two rows of its kind are left out: their custom tokens are
// Python functions that count or choose, which a declaration cannot write. Where a name is not ASCII the cut
// names are those of a count of bytes. An index over expressions alone, which SQLAlchemy calls `ix_user_` as
// it does every other one of that table, is refused.

std::vector<NamingSubject::Column> columns(const Json& pairs) {
  std::vector<NamingSubject::Column> all;
  for (const auto& pair : pairs) all.push_back({pair[0], pair[1]});
  return all;
}

NamingSubject subject_of(const Json& row) {
  const Json& from = row["subject"];
  NamingSubject made;
  made.mnemonic = from["kind"];
  made.schema = from.value("schema", "");
  made.table = from["table"];
  made.columns = columns(from["columns"]);
  made.referred_schema = from.value("referred_schema", "");
  made.referred_table = from.value("referred_table", "");
  made.referred_columns = columns(from.value("referred_columns", Json::array()));
  if (from.contains("given")) made.given = from["given"];
  made.given_is_final = from.value("final", false);
  return made;
}

CustomToken token_of(const Json& from) {
  if (from.contains("uuid5")) return {CustomToken::Make::kUuid5, from["namespace"], from["uuid5"]};
  if (from.contains("upper")) return {CustomToken::Make::kUpper, "", from["upper"]};
  return {CustomToken::Make::kText, "", from["text"]};
}

NamingConvention convention_of(const Json& row) {
  NamingConvention convention;
  convention.templates = row["templates"];
  if (row.contains("tokens"))
    for (const auto& [name, token] : row["tokens"].items()) convention.tokens[name] = token_of(token);
  return convention;
}

/// The name that holds under a limit: as it is, cut, or none where a given name is too long.
Json under_limit(const DerivedName& derived, bool is_final, std::size_t max) {
  if (derived.by == NamedBy::kConvention || is_final) return truncated(derived.text, max);
  return derived.text.size() > max ? Json() : Json(derived.text);
}

void expect_cuts(const Json& row, const DerivedName& derived) {
  for (const auto& [limit, max] : std::map<std::string, std::size_t>{
           {"max15", 15}, {"postgresql", 63}, {"mysql", 64}, {"sqlite", 9999}}) {
    const Json cuts = row.value("cut", Json::object());
    EXPECT_EQ(under_limit(derived, row["subject"].value("final", false), max),
              cuts.contains(limit) ? cuts[limit] : row["name"])
        << limit;
  }
}

void expect_vector(const Json& row) {
  const NamingConvention convention = convention_of(row);
  const NamingSubject of = subject_of(row);
  const bool has_no_column = of.mnemonic == "ix" && of.columns.empty() && !of.given;
  if (row.value("error", false) || has_no_column) {
    EXPECT_NE(refusal(convention, of), "");
    return;
  }
  const auto derived = derived_name(convention, of);
  ASSERT_EQ(derived.has_value(), !row["name"].is_null());
  if (!derived) return;
  EXPECT_EQ(derived->text, row["name"]);
  EXPECT_EQ(derived->by == NamedBy::kUser, row["by"] == "user");
  expect_cuts(row, *derived);
}

TEST(Naming, GivesEveryNameThatSqlalchemyGives) {
  std::ifstream file(TENON_TEST_DATA "/model/naming_vectors.json");
  const Json rows = Json::parse(file);
  EXPECT_EQ(rows.size(), 140U);
  for (const auto& row : rows) {
    SCOPED_TRACE(row["id"].get<std::string>());
    expect_vector(row);
  }
}

TEST(Naming, SaysWhatItWantedWhenItCannotName) {
  EXPECT_EQ(
      refusal(kDocumented, subject("ck")),
      "the naming convention has %(constraint_name)s for this kind of constraint, and this one has no name; "
      "give it one");
  EXPECT_NE(refusal({{{"uq", "%(table_key)s"}}, {}}, subject("uq")).find("%(table_key)s does not exist"),
            std::string::npos);
  EXPECT_NE(refusal({{{"uq", "%(referred_table_name)s"}}, {}}, subject("uq")).find("for foreign keys only"),
            std::string::npos);
  for (const char* text :
       {"%", "a%b", "%(table_name", "%(table_name)", "%(table_name)d", "%s", "%(table_name)99999s"})
    EXPECT_NE(refusal({{{"uq", text}}, {}}, subject("uq")), "") << text;
}

TEST(Naming, FormatsAsPythonDoes) {
  const NamingSubject of = subject("uq", {{"größe", "größe"}, {"b%(c)s", "b"}});
  EXPECT_EQ(name_by("100%% of %(table_name)s", of), "100% of t");
  EXPECT_EQ(name_by("[%(table_name)4s|%(table_name)-4s|%(column_0_name).3s]", of), "[   t|t   |grö]");
  EXPECT_EQ(name_by("%(column_1_name)s", of), "b%(c)s");
  EXPECT_EQ(name_by("%(column_99999999999999999999_name)s!", of), "!");
}

TEST(Naming, MakesCustomTokensFromTokensAndTemplates) {
  NamingConvention convention{{{"uq", "%(tag)s"}}, {}};
  const NamingSubject of = subject("uq", {{"a", "a"}, {"b", "b"}});
  const auto made = [&](CustomToken token) {
    convention.tokens = {{"tag", std::move(token)}};
    return derived_name(convention, of)->text;
  };
  EXPECT_EQ(made({CustomToken::Make::kUpper, "", {"table_name", "column_0_N_name"}}), "T_A_B");
  EXPECT_EQ(made({CustomToken::Make::kLower, "", {"X-%(table_name)s"}}), "x-t");
  EXPECT_EQ(made({CustomToken::Make::kText, "", {"table_name", "v2%%", "'a_%(b'"}}), "t_v2%_a_%(b");
  EXPECT_EQ(made({CustomToken::Make::kUuid5, "6ba7b812-9dad-11d1-80b4-00c04fd430c8", {"table_name"}}),
            made({CustomToken::Make::kUuid5, "oid", {"table_name"}}));
  convention.tokens = {{"tag", {CustomToken::Make::kText, "", {"tabel_name"}}}};
  EXPECT_NE(refusal(convention, of), "");
}

TEST(Naming, Uuid5IsThatOfTheStandard) {
  // Python: uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), from its documentation.
  EXPECT_EQ(uuid5("dns", "python.org"), "886313e1-3b8a-5372-9b90-0c9aee199e5d");
  EXPECT_THROW(uuid5("isbn", ""), Error);
  EXPECT_THROW(uuid5("6ba7b812-9dad-11d1-80b4-00c04fd430c", ""), Error);
}

TEST(Naming, CutsBetweenCharactersAndCountsBytes) {
  const std::string umlauts = "xüüüüüüü";  // 15 bytes, 8 characters
  EXPECT_EQ(truncated(umlauts, 15), umlauts);
  EXPECT_EQ(truncated(umlauts, 14), "xüü_" + md5_tail(umlauts, 4));  // 6 bytes would end inside a character
  EXPECT_EQ(truncated(umlauts, 0), umlauts);
  EXPECT_EQ(truncated("😀😀😀😀", 15), "😀_" + md5_tail("😀😀😀😀", 4));
  EXPECT_EQ(truncated("abc", 2), "_" + md5_tail("abc", 4));
}

TEST(Naming, ChecksAConventionWithoutAnyConstraint) {
  const NamingConvention convention{{{"uq", "%(column_7_name)s"},
                                     {"ix", "%(referred_table_name)s"},
                                     {"Constraint", "%(referred_column_3_name)s"},
                                     {"pk", "%(nonsense)s"}},
                                    {{"good", {CustomToken::Make::kUuid5, "oid", {"referred_fullnames"}}},
                                     {"bad", {CustomToken::Make::kUuid5, "isbn", {"table_name"}}}}};
  EXPECT_NO_THROW(check_template(convention, "uq"));
  EXPECT_NO_THROW(check_template(convention, "Constraint"));
  EXPECT_THROW(check_template(convention, "ix"), Error);
  EXPECT_THROW(check_template(convention, "pk"), Error);
  EXPECT_NO_THROW(check_token(convention, "good"));
  EXPECT_THROW(check_token(convention, "bad"), Error);
}

}  // namespace
}  // namespace tenon::this_file
