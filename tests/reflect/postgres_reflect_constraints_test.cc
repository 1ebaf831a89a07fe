#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/reflect/postgres_reflected.h"

namespace tenon::this_file {
namespace {

using namespace test::reflected;
using test::check;
using test::foreign_key;
using test::index;
using test::n;
using test::ns;
using test::primary_key;
using test::q;
using test::searched;
using test::unique;

TEST(PostgresReflect, ReadsEveryAttributeOfAKey) {
  const Catalog found = catalog_of(R"(
    CREATE TABLE t (a integer, b integer, c integer,
      CONSTRAINT the_key PRIMARY KEY (b, a) INCLUDE (c) WITH (fillfactor = 70),
      CONSTRAINT plain UNIQUE (c, a),
      CONSTRAINT alike UNIQUE NULLS NOT DISTINCT (c) INCLUDE (a, b),
      CONSTRAINT later UNIQUE (a) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT soon UNIQUE (b) DEFERRABLE);
    COMMENT ON CONSTRAINT the_key ON t IS 'one of a kind';
  )");
  PrimaryKey key = primary_key("the_key", {"b", "a"});
  key.include = ns({"c"});
  key.options = {{"with.fillfactor", "70"}};
  key.comment = "one of a kind";
  Unique alike = unique("alike", {"c"});
  alike.nulls_not_distinct = true;
  alike.include = ns({"a", "b"});
  Unique later = unique("later", {"a"});
  later.deferrable = later.initially_deferred = true;
  Unique soon = unique("soon", {"b"});
  soon.deferrable = true;
  const std::vector<Constraint> expected = {key, alike, later, unique("plain", {"c", "a"}), soon};
  EXPECT_EQ(table_of(found, q("t")).constraints, expected);
}

TEST(PostgresReflect, ReadsChecksAndExclusions) {
  const Catalog found = catalog_of(R"(
    CREATE EXTENSION btree_gist;
    CREATE SCHEMA app;
    CREATE FUNCTION app.same(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
    CREATE TABLE t (a integer, b varchar(10), during tsrange,
      CONSTRAINT positive CHECK (a > 0),
      CONSTRAINT mine CHECK (b in ('x', 'y')) NO INHERIT,
      CONSTRAINT apart EXCLUDE USING gist (a WITH =, during WITH &&) WHERE (a > 1) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT hashed EXCLUDE USING hash (lower(b) WITH =),
      CONSTRAINT ordered EXCLUDE (a DESC WITH =, b varchar_pattern_ops WITH =) INCLUDE (during) WITH (fillfactor = 50));
    ALTER TABLE t ADD CONSTRAINT unproved CHECK (b <> '') NOT VALID;
    COMMENT ON CONSTRAINT positive ON t IS 'no debts';
    CREATE TABLE child (c integer, CONSTRAINT own CHECK (c > 0), CONSTRAINT positive CHECK (a > 0)) INHERITS (t);
  )");
  Check positive = check("positive", "");
  positive.sqltext = x("(a > 0)");
  Check own = check("own", "");
  own.sqltext = x("(c > 0)");
  EXPECT_EQ(table_of(found, q("child")).constraints, (std::vector<Constraint>{own, positive}));
  positive.comment = "no debts";
  Check mine = check("mine", "");
  mine.sqltext = x("((b)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))");
  mine.no_inherit = true;
  Check unproved = check("unproved", "");
  unproved.sqltext = x("((b)::text <> ''::text)");
  unproved.validated = false;
  Exclusion apart;
  apart.name = n("apart");
  apart.elements = {{element("a"), searched("=")}, {element("during"), searched("&&")}};
  apart.method = n("gist");
  apart.where = x("(a > 1)");
  apart.deferrable = apart.initially_deferred = true;
  Exclusion hashed;
  hashed.name = n("hashed");
  hashed.elements = {{element(x("lower((b)::text)")), searched("=")}};
  hashed.method = n("hash");
  Exclusion ordered;
  ordered.name = n("ordered");
  ordered.elements = {{element("a"), searched("=")}, {element("b"), searched("=")}};
  ordered.elements[0].element.descending = ordered.elements[0].element.nulls_first = true;
  ordered.elements[1].element.opclass = test::searched("varchar_pattern_ops");
  ordered.include = ns({"during"});
  ordered.method = n("btree");
  ordered.options = {{"with.fillfactor", "50"}};
  const std::vector<Constraint> expected = {mine, positive, unproved, apart, hashed, ordered};
  EXPECT_EQ(table_of(found, q("t")).constraints, expected);
}

TEST(PostgresReflect, ReadsEveryAttributeOfAnIndex) {
  const Catalog found = catalog_of(R"(
    CREATE EXTENSION pg_trgm;
    CREATE SCHEMA app;
    CREATE COLLATION app.mine FROM "POSIX";
    CREATE DOMAIN app.number AS integer;
    CREATE DOMAIN app.small AS app.number;
    CREATE TABLE app.t (a integer, b varchar(10), c text COLLATE "C", d jsonb, s app.small, k cidr);
    CREATE INDEX plain ON app.t (b, s, k);
    CREATE UNIQUE INDEX only_one ON app.t (a DESC, b NULLS FIRST, c DESC NULLS LAST) NULLS NOT DISTINCT;
    CREATE INDEX expressed ON app.t (lower(b), (a + 1) DESC, c) INCLUDE (d, a) WHERE (a > 0);
    CREATE INDEX collated ON app.t (b COLLATE "C", c, c COLLATE app.mine, lower(c), lower(b) COLLATE "C");
    CREATE INDEX trigrams ON app.t USING gin (b gin_trgm_ops) WITH (fastupdate = off);
    CREATE INDEX paths ON app.t USING gin (d jsonb_path_ops);
    CREATE INDEX usual ON app.t USING gin (d, to_tsvector('english', b));
    CREATE INDEX odd ON app.t (b bpchar_ops, b text_pattern_ops);
    COMMENT ON INDEX app.plain IS 'to find it';
    UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.odd'::regclass;
  )");
  const Table t = table_of(found, app("t"));
  Index plain = index("plain", {"b", "s", "k"});
  plain.comment = "to find it";
  Index only_one = index("only_one", {"a", "b", "c"});
  only_one.unique = only_one.nulls_not_distinct = true;
  only_one.elements[0].descending = only_one.elements[0].nulls_first = true;
  only_one.elements[1].nulls_first = true;
  only_one.elements[2].descending = true;
  Index expressed = index("expressed", {});
  expressed.elements = {element(x("lower((b)::text)")), element(x("(a + 1)")), element("c")};
  expressed.elements[1].descending = expressed.elements[1].nulls_first = true;
  expressed.include = ns({"d", "a"});
  expressed.where = x("(a > 0)");
  Index collated = index("collated", {"b", "c", "c"});
  collated.elements.push_back(element(x("lower(c)")));
  collated.elements.push_back(element(x("lower((b)::text)")));
  collated.elements[0].collation = test::searched("C");
  collated.elements[2].collation = test::searched("app.mine");
  collated.elements[4].collation = test::searched("C");
  Index trigrams = index("trigrams", {"b"});
  trigrams.method = n("gin");
  trigrams.elements[0].opclass = test::searched("gin_trgm_ops");
  trigrams.options = {{"with.fastupdate", "off"}};
  Index paths = index("paths", {"d"});
  paths.method = n("gin");
  paths.elements[0].opclass = test::searched("jsonb_path_ops");
  Index usual = index("usual", {"d"});
  usual.method = n("gin");
  usual.elements.push_back(element(x("to_tsvector('english'::regconfig, (b)::text)")));
  Index odd = index("odd", {"b", "b"});
  odd.elements[0].opclass = test::searched("bpchar_ops");
  odd.elements[1].opclass = test::searched("text_pattern_ops");
  odd.valid = false;
  const std::vector<Constraint> expected = {collated, expressed, odd,      only_one,
                                            paths,    plain,     trigrams, usual};
  ASSERT_EQ(t.constraints.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_EQ(t.constraints[i], expected[i]) << name_of(expected[i]).text;
}

TEST(PostgresReflect, ReadsEveryAttributeOfAForeignKey) {
  const Catalog found = catalog_of(R"(
    CREATE SCHEMA app;
    CREATE TABLE app.zone (a integer, b integer, c integer UNIQUE, PRIMARY KEY (a, b));
    CREATE UNIQUE INDEX by_index ON app.zone (b, c);
    CREATE TABLE t (id integer PRIMARY KEY, x integer, y integer, parent integer,
      CONSTRAINT plain FOREIGN KEY (y) REFERENCES app.zone (c),
      CONSTRAINT crossed FOREIGN KEY (x, y) REFERENCES app.zone (b, a),
      CONSTRAINT to_index FOREIGN KEY (x, y) REFERENCES app.zone (b, c) MATCH FULL,
      CONSTRAINT itself FOREIGN KEY (parent) REFERENCES t ON UPDATE CASCADE ON DELETE RESTRICT,
      CONSTRAINT partly FOREIGN KEY (x, y) REFERENCES app.zone ON DELETE SET NULL (y) ON UPDATE SET DEFAULT,
      CONSTRAINT whole FOREIGN KEY (x, y) REFERENCES app.zone ON DELETE SET NULL,
      CONSTRAINT later FOREIGN KEY (y) REFERENCES app.zone (c) ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT soon FOREIGN KEY (y) REFERENCES app.zone (c) ON DELETE CASCADE DEFERRABLE);
    ALTER TABLE t ADD CONSTRAINT unproved FOREIGN KEY (y) REFERENCES app.zone (c) NOT VALID;
    COMMENT ON CONSTRAINT plain ON t IS 'belongs there';
  )");
  const Table t = table_of(found, q("t"));
  const auto to_zone = [](std::string_view name, std::initializer_list<std::string_view> columns,
                          std::initializer_list<std::string_view> referred) {
    ForeignKey key = foreign_key(name, columns, "zone", referred);
    key.referred_table = app("zone");
    return key;
  };
  ForeignKey plain = to_zone("plain", {"y"}, {"c"});
  plain.comment = "belongs there";
  ForeignKey to_index = to_zone("to_index", {"x", "y"}, {"b", "c"});
  to_index.match = Match::kFull;
  ForeignKey itself = foreign_key("itself", {"parent"}, "t", {"id"});
  itself.onupdate = Action::kCascade;
  itself.ondelete = Action::kRestrict;
  ForeignKey partly = to_zone("partly", {"x", "y"}, {"a", "b"});
  partly.ondelete = Action::kSetNull;
  partly.ondelete_columns = ns({"y"});
  partly.onupdate = Action::kSetDefault;
  ForeignKey whole = to_zone("whole", {"x", "y"}, {"a", "b"});
  whole.ondelete = Action::kSetNull;
  ForeignKey later = to_zone("later", {"y"}, {"c"});
  later.ondelete = Action::kSetDefault;
  later.deferrable = later.initially_deferred = true;
  ForeignKey soon = to_zone("soon", {"y"}, {"c"});
  soon.ondelete = Action::kCascade;
  soon.deferrable = true;
  ForeignKey unproved = to_zone("unproved", {"y"}, {"c"});
  unproved.validated = false;
  const std::vector<Constraint> expected = {primary_key("t_pkey", {"id"}),
                                            to_zone("crossed", {"x", "y"}, {"b", "a"}),
                                            itself,
                                            later,
                                            partly,
                                            plain,
                                            soon,
                                            to_index,
                                            unproved,
                                            whole};
  ASSERT_EQ(t.constraints.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_EQ(t.constraints[i], expected[i]) << name_of(expected[i]).text;
}

TEST(PostgresReflect, TellsWhatAPartitionHasFromItsParentFromWhatIsItsOwn) {
  const Catalog found = catalog_of(R"(
    CREATE SCHEMA app;
    CREATE TABLE ref (id integer PRIMARY KEY);
    CREATE TABLE app.parent (id integer, at date, r integer REFERENCES ref,
      PRIMARY KEY (id, at), CONSTRAINT id_positive CHECK (id > 0)) PARTITION BY RANGE (at, id);
    CREATE INDEX on_r ON app.parent (r);
    CREATE TABLE app.child PARTITION OF app.parent (CONSTRAINT own CHECK (r > 1))
      FOR VALUES FROM ('2020-01-01', 1) TO ('2021-01-01', MAXVALUE) WITH (fillfactor = 70);
    CREATE INDEX only_here ON app.child (at);
    CREATE TABLE app.rest PARTITION OF app.parent DEFAULT;
    CREATE TABLE attached (r integer, at date NOT NULL, id integer NOT NULL, CONSTRAINT id_positive CHECK (id > 0),
      PRIMARY KEY (id, at));
    CREATE INDEX on_r_too ON attached (r);
    ALTER TABLE app.parent ATTACH PARTITION attached FOR VALUES FROM ('2022-01-01', 1) TO ('2023-01-01', 1);
    CREATE TABLE back (id integer, at date, FOREIGN KEY (id, at) REFERENCES app.parent);
    CREATE UNLOGGED TABLE base_a (a integer) WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off);
    CREATE TABLE "Base b" (b text);
    CREATE TABLE heir (c integer) INHERITS ("Base b", base_a);
  )");
  const Table parent = table_of(found, app("parent"));
  EXPECT_EQ(parent.options, (Options{{"partition_by", "RANGE (at, id)"}}));
  EXPECT_EQ(parent.constraints.size(), 4U);
  Check own = check("own", "");
  own.sqltext = x("(r > 1)");
  const Table child = table_of(found, app("child"));
  EXPECT_EQ(child.constraints, (std::vector<Constraint>{index("only_here", {"at"}), own}));
  EXPECT_EQ(child.options,
            (Options{{"partition_bound", "FOR VALUES FROM ('2020-01-01', 1) TO ('2021-01-01', MAXVALUE)"},
                     {"with.fillfactor", "70"}}));
  EXPECT_EQ(child.parents, std::vector<QualifiedName>{app("parent")});
  const Table rest = table_of(found, app("rest"));
  EXPECT_EQ(rest.options, (Options{{"partition_bound", "DEFAULT"}}));
  EXPECT_TRUE(rest.constraints.empty());
  const Table attached = table_of(found, q("attached"));
  EXPECT_TRUE(attached.constraints.empty());
  std::vector<std::string> handed_down;
  for (const Constraint& constraint : *attached.inherited_constraints)
    handed_down.push_back(name_of(constraint).text);
  std::ranges::sort(handed_down);
  EXPECT_EQ(handed_down,
            (std::vector<std::string>{"attached_pkey", "id_positive", "on_r_too", "parent_r_fkey"}));
  EXPECT_EQ(table_of(found, q("back")).constraints.size(), 1U);
  EXPECT_EQ(table_of(found, q("base_a")).options,
            (Options{{"unlogged", "true"}, {"with.autovacuum_enabled", "off"}}));
  const Table heir = table_of(found, q("heir"));
  EXPECT_EQ(heir.parents, (std::vector<QualifiedName>{q("Base b"), q("base_a")}));
  std::vector<Column> columns{typed("b", "text"), typed("a", "integer"), typed("c", "integer")};
  columns[0].inheritance = columns[1].inheritance = Inheritance::kInherited;
  EXPECT_EQ(heir.columns, columns);
}

}  // namespace
}  // namespace tenon::this_file
