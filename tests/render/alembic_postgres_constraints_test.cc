#include "tests/render/alembic_postgres.h"

#include <string>
#include <vector>

namespace tenon::this_file {
namespace {

using namespace test::postgres;
using test::column;
using test::n;
using test::ns;
using test::q;
using test::searched;
using test::x;

TEST(AlembicPostgres, AddsTheForeignKeyOfTheManualWithJustItsArguments) {
  const Constraint key = test::foreign_key("fk_user_address", {"user_id"}, "user", {"id"});
  const std::string text =
      expect_same("CREATE TABLE \"user\" (id integer PRIMARY KEY); CREATE TABLE address (user_id integer)",
                  up_and_down({AddConstraint{q("address"), key}}, {DropConstraint{q("address"), key}}));
  EXPECT_EQ(
      count(text, "op.create_foreign_key(op.f('fk_user_address'), 'address', 'user', ['user_id'], ['id'])\n"),
      1U);
  EXPECT_EQ(count(text, "op.drop_constraint(op.f('fk_user_address'), 'address', type_='foreignkey')\n"), 1U);
}

TEST(AlembicPostgres, CreatesConstraintsOfEveryKind) {
  Unique deferred = test::unique("u1", {"a"});
  deferred.deferrable = deferred.initially_deferred = true;
  deferred.comment = "50% :u1";
  Unique rich = test::unique("u2", {"a", "b"});
  rich.include = ns({"c"});
  rich.nulls_not_distinct = true;
  rich.options = with_option({}, "with.fillfactor", "70");
  Check plain = test::check("c1", "c <> ' :x 5%' AND c ~ '\\:y'");
  Check own = test::check("c2", "a > 0");
  own.no_inherit = true;
  own.comment = "own";
  Check late = test::check("c3", "b > 0");
  late.validated = false;
  Exclusion exclusion;
  exclusion.name = n("x1");
  exclusion.method = n("gist");
  exclusion.elements = {{element(n("r")), searched("&&")}, {element(x("int4range(a, b)")), searched("&&")}};
  exclusion.where = x("c <> ' :w'");
  exclusion.deferrable = true;
  PrimaryKey key = test::primary_key("p", {"b", "a"});
  key.deferrable = true;
  expect_same("", creation(test::table("t",
                                       {column("a", "integer", false), column("b", "integer", false),
                                        column("c", "text"), column("r", "int4range")},
                                       {key, deferred, rich, plain, own, late, exclusion})));
}

TEST(AlembicPostgres, KeepsAKeyThatRepeatsAnother) {
  const Table table =
      test::table("t", {column("a", "integer", false)},
                  {test::primary_key("p", {"a"}), test::unique("u", {"a"}), test::unique("v", {"a"})});
  const test::TemporaryDatabase database;
  const test::AlembicEnvironment environment(database.url());
  environment.write_revision("0123456789ab", revision_text(creation(table)));
  const test::Ran up = environment.run("upgrade head");
  EXPECT_EQ(up.code, 0) << up.err;
  EXPECT_EQ(
      database.query("SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint WHERE conrelid = "
                     "'t'::regclass"),
      "p,u,v");
}

TEST(AlembicPostgres, AddsAndDropsConstraintsOfEveryKind) {
  const std::string before = "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, c text, r int4range)";
  PrimaryKey rich = test::primary_key("p", {"a"});
  rich.include = ns({"c"});
  Unique timed = test::unique("u", {"a", "b"});
  timed.deferrable = true;
  Unique nulls = test::unique("u", {"b"});
  nulls.nulls_not_distinct = true;
  Check late = test::check("c", "c <> ':x'");
  late.validated = false;
  late.comment = "late";
  Exclusion exclusion;
  exclusion.name = n("x");
  exclusion.method = n("gist");
  exclusion.elements = {{element(n("r")), searched("&&")}};
  expect_added(before, {test::primary_key("p", {"b", "a"}), rich, timed, nulls, test::check("c", "a % 2 = 0"),
                        late, exclusion});
}

TEST(AlembicPostgres, AddsForeignKeysWithEveryOption) {
  const std::string before =
      "CREATE TABLE two (a integer, b integer, PRIMARY KEY (a, b)); CREATE TABLE p (a integer PRIMARY KEY); "
      "CREATE TABLE \"d.p\" (a integer PRIMARY KEY);"
      "CREATE TABLE t (a integer UNIQUE, b integer, c integer, UNIQUE (a, b))";
  ForeignKey composite = test::foreign_key("f", {"a", "b"}, "two", {"a", "b"});
  composite.match = Match::kFull;
  composite.onupdate = Action::kCascade;
  composite.ondelete = Action::kSetNull;
  composite.deferrable = composite.initially_deferred = true;
  ForeignKey partly = composite;
  partly.ondelete_columns = ns({"b"});
  ForeignKey late = test::foreign_key("f", {"a"}, "p", {"a"});
  late.validated = false;
  late.ondelete = Action::kRestrict;
  late.comment = "50% :late";
  ForeignKey across = test::foreign_key("f", {"a"}, "p", {"a"});
  across.referred_table.schema = n("s0");
  expect_added(before, {composite, partly, late, across, test::foreign_key("f", {"a"}, "d.p", {"a"}),
                        test::foreign_key("f", {"b"}, "t", {"a"}),
                        test::foreign_key("f", {"a", "c"}, "t", {"a", "b"})});
}

Index every_element() {
  Index made = test::index("i", {"a", "b"});
  made.elements[0].descending = true;
  made.elements[1].nulls_first = true;
  made.elements.push_back(element(x("lower(c)")));
  made.elements.push_back(element(x("a % 7")));
  made.elements.push_back(element(n("c")));
  made.elements.back().opclass = test::searched("text_pattern_ops");
  made.elements.back().collation = test::searched("C");
  return made;
}

TEST(AlembicPostgres, AddsIndexesOfEveryKind) {
  const std::string before = "CREATE TABLE t (a integer, b integer, c text, j jsonb)";
  Index rich = test::index("i", {"a"});
  rich.unique = true;
  rich.include = ns({"b", "c"});
  rich.where = x("c <> ' :x 5%'");
  rich.options = {{"with.fillfactor", "70"}};
  rich.comment = "50% :i";
  Index nulls = test::index("i", {"a"});
  nulls.unique = nulls.nulls_not_distinct = true;
  Index gin = test::index("i", {"j"});
  gin.method = n("gin");
  gin.elements[0].opclass = test::searched("jsonb_path_ops");
  gin.options = {{"with.fastupdate", "off"}, {"with.gin_pending_list_limit", "64"}};
  Index spread = test::index("i", {"a"});
  spread.method = n("brin");
  spread.elements[0].opclass = test::searched("int4_minmax_multi_ops");
  spread.elements[0].opclass_options = {{"values_per_range", "16"}};
  Index marked = test::index("i", {"a"});
  marked.options = {{"clustered", "true"}};
  expect_added(before, {test::index("i", {"b", "a"}), every_element(), rich, nulls, gin, spread, marked});
}

TEST(AlembicPostgres, ValidatesAndReplaces) {
  Check late = test::check("c", "a > 0");
  late.validated = false;
  Check valid = late;
  valid.validated = true;
  const Enum two{q("mood"), {"a", "b"}, "", {}};
  const Enum one{q("mood"), {"b"}, "", {}};
  const std::vector<TypeUser> users = {{{q("t"), n("m")}, test::ty("public.mood"), x("'b'::public.mood")}};
  expect_same(
      "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (a integer, m mood DEFAULT 'b');"
      "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
      up_and_down(
          {ValidateConstraint{q("t"), late}, ReplaceEnum{two, one, users}},
          {ReplaceEnum{one, two, users}, DropConstraint{q("t"), valid}, AddConstraint{q("t"), late}}));
}

}  // namespace
}  // namespace tenon::this_file
