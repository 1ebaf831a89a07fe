#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/live/target.h"
#include "tests/support/alembic.h"

/// Revisions as an author of Alembic files would write them: pairs of schemas whose revision says what
/// Alembic's own autogenerate says of them (measured with 1.8.1 and 1.19), and more where that is silent.
/// Each is run up, found in sync, and run down again.
namespace tenon::test::this_file {
namespace {

using Lines = std::vector<std::string>;

struct Case {
  const char* name;
  const char* before;
  const char* after;
  Lines up;            ///< in upgrade(), in this order
  Lines down;          ///< the same of downgrade()
  Lines nowhere = {};  ///< in neither
};

/// The schemas of the measurements: two tables, one of which the other might refer to.
#define PARENT                                                                                             \
  "CREATE TABLE parent (id SERIAL NOT NULL, x INTEGER, k1 INTEGER NOT NULL, k2 INTEGER NOT NULL, PRIMARY " \
  "KEY (id), "                                                                                             \
  "CONSTRAINT uq_parent UNIQUE (k1, k2)); "
#define CHILD                                                                                              \
  "CREATE TABLE child (id SERIAL NOT NULL, a INTEGER, b INTEGER, s VARCHAR(30), pid INTEGER, q1 INTEGER, " \
  "q2 INTEGER, "                                                                                           \
  "PRIMARY KEY (id)"

const std::vector<Case>& postgres_cases() {
  static const std::vector<Case> all{
      {"AddsAForeignKey",
       PARENT CHILD ");",
       PARENT CHILD ", CONSTRAINT fk_c FOREIGN KEY (pid) REFERENCES parent (id));",
       {"op.create_foreign_key(op.f('fk_c'), 'child', 'parent', ['pid'], ['id'])"},
       {"op.drop_constraint(op.f('fk_c'), 'child', type_='foreignkey')"}},
      {"ChangesTheActionOfAForeignKey",
       PARENT CHILD ", CONSTRAINT fk_c FOREIGN KEY (pid) REFERENCES parent (id));",
       PARENT CHILD ", CONSTRAINT fk_c FOREIGN KEY (pid) REFERENCES parent (id) ON DELETE CASCADE);",
       {"op.drop_constraint(op.f('fk_c'), 'child', type_='foreignkey')",
        "op.create_foreign_key(op.f('fk_c'), 'child', 'parent', ['pid'], ['id'], ondelete='CASCADE')"},
       {"op.drop_constraint(op.f('fk_c'), 'child', type_='foreignkey')",
        "op.create_foreign_key(op.f('fk_c'), 'child', 'parent', ['pid'], ['id'])"}},
      {"ChangesAUnique",
       PARENT CHILD ", CONSTRAINT uq_c UNIQUE (a));",
       PARENT CHILD ", CONSTRAINT uq_c UNIQUE (a, b));",
       {"op.drop_constraint(op.f('uq_c'), 'child', type_='unique')",
        "op.create_unique_constraint(op.f('uq_c'), 'child', ['a', 'b'])"},
       {"op.drop_constraint(op.f('uq_c'), 'child', type_='unique')",
        "op.create_unique_constraint(op.f('uq_c'), 'child', ['a'])"}},
      {"ChangesAnIndex",
       PARENT CHILD "); CREATE INDEX ix_c ON child (a);",
       PARENT CHILD "); CREATE UNIQUE INDEX ix_c ON child (a, lower(s));",
       {"op.drop_index(op.f('ix_c'), table_name='child')",
        "op.create_index(op.f('ix_c'), 'child', ['a', sa.text('(lower(s))')], unique=True)"},
       {"op.drop_index(op.f('ix_c'), table_name='child')",
        "op.create_index(op.f('ix_c'), 'child', ['a'], unique=False)"}},
      {"AddsACheck",
       PARENT CHILD ");",
       PARENT CHILD ", CONSTRAINT ck_c CHECK (a > 0));",
       {"op.create_check_constraint(op.f('ck_c'), 'child', 'a > 0')"},
       {"op.drop_constraint(op.f('ck_c'), 'child', type_='check')"}},
      {"CreatesATable",
       "",
       "CREATE TABLE t (id SERIAL NOT NULL, x INTEGER, PRIMARY KEY (id));",
       {"op.create_table(", "'t',", "sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),",
        "sa.Column('x', sa.Integer(), nullable=True),", "sa.PrimaryKeyConstraint('id')"},
       {"op.drop_table('t')"},
       {"t_pkey", "SEQUENCE", "nextval"}},
      {"DropsATableAndPutsItBackUnderItsNames",
       "CREATE TABLE t (id SERIAL NOT NULL, CONSTRAINT odd PRIMARY KEY (id));",
       "",
       {"op.drop_table('t')"},
       {"sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),",
        "sa.PrimaryKeyConstraint('id', name=op.f('odd'))"},
       {"SEQUENCE"}},
      {"AddsAColumn",
       "CREATE TABLE t (id SERIAL PRIMARY KEY);",
       "CREATE TABLE t (id SERIAL PRIMARY KEY, x INTEGER);",
       {"op.add_column('t', sa.Column('x', sa.Integer(), nullable=True))"},
       {"op.drop_column('t', 'x')"}},
      {"AddsASerialColumn",
       "CREATE TABLE t (id SERIAL PRIMARY KEY); INSERT INTO t VALUES (1), (2);",
       "CREATE TABLE t (id SERIAL PRIMARY KEY, n BIGSERIAL);",
       {"op.add_column('t', sa.Column('n', _Type('bigserial'), nullable=False))"},
       {"op.drop_column('t', 'n')"},
       {"SEQUENCE"}},
      {"KeepsASequenceThatAnotherColumnDrawsFrom",
       "",
       "CREATE TABLE t (id SERIAL PRIMARY KEY); CREATE TABLE u (x integer DEFAULT nextval('t_id_seq'));",
       {"CREATE SEQUENCE", "OWNED BY"},
       {"op.drop_table('u')"}},
      {"ChangesTypes",
       "CREATE TABLE t (id SERIAL PRIMARY KEY, x VARCHAR(10), y TIMESTAMP, z INTEGER[]);",
       "CREATE TABLE t (id SERIAL PRIMARY KEY, x VARCHAR(20), y TIMESTAMPTZ, z BIGINT[]);",
       {"op.alter_column('t', 'x', existing_type=sa.String(length=10), type_=sa.String(length=20))",
        "op.alter_column('t', 'y', existing_type=sa.DateTime(), type_=sa.DateTime(timezone=True))",
        "op.alter_column('t', 'z', existing_type=postgresql.ARRAY(sa.Integer()), "
        "type_=postgresql.ARRAY(sa.BigInteger()))"},
       {"op.alter_column('t', 'x', existing_type=sa.String(length=20), type_=sa.String(length=10))"}},
      {"AddsAnEnumWithItsColumns",
       "CREATE TABLE t (id SERIAL PRIMARY KEY);",
       "CREATE TYPE e1 AS ENUM ('a', 'it''s'); CREATE TABLE t (id SERIAL PRIMARY KEY, x e1 DEFAULT 'a', xs "
       "e1[]);"
       "CREATE SCHEMA \"S s\"; CREATE TYPE \"S s\".\"E e\" AS ENUM ('b'); CREATE TABLE u (y \"S s\".\"E "
       "e\");",
       {"CREATE TYPE", "'u',",
        "sa.Column('y', postgresql.ENUM('b', name='E e', schema='S s', create_type=False), nullable=True)",
        "op.add_column('t', sa.Column('x', postgresql.ENUM('a', \"it's\", name='e1', schema='public', "
        "create_type=False)",
        "op.add_column('t', sa.Column('xs', postgresql.ARRAY(postgresql.ENUM('a', \"it's\", name='e1', "
        "schema='public', create_type=False)), nullable=True))"},
       {"op.drop_column('t', 'xs')", "DROP TYPE"},
       {"_Type"}},
      {"UsesAnEnumThatIsThere",
       "CREATE TYPE e1 AS ENUM ('a'); CREATE TABLE t (x text); ",
       "CREATE TYPE e1 AS ENUM ('a'); CREATE TABLE t (x e1);",
       {"op.alter_column('t', 'x', existing_type=sa.Text(), type_=postgresql.ENUM('a', name='e1', "
        "schema='public', "
        "create_type=False), postgresql_using="},
       {"type_=sa.Text()"},
       {"_Type"}},
      {"WritesTheFieldsOfIntervals",
       "",
       "CREATE TABLE t (a interval, b interval(2), c interval year to month, d interval day to second(3), "
       "e interval hour, f interval(0)[]);",
       {"sa.Column('a', postgresql.INTERVAL(), nullable=True)",
        "sa.Column('b', postgresql.INTERVAL(precision=2), nullable=True)",
        "sa.Column('c', postgresql.INTERVAL(fields='YEAR TO MONTH'), nullable=True)",
        "sa.Column('d', postgresql.INTERVAL(precision=3, fields='DAY TO SECOND'), nullable=True)",
        "sa.Column('e', postgresql.INTERVAL(fields='HOUR'), nullable=True)",
        "sa.Column('f', postgresql.ARRAY(postgresql.INTERVAL(precision=0)), nullable=True)"},
       {"op.drop_table('t')"},
       {"_Type"}},
      {"NamesOperatorClasses",
       "CREATE TABLE t (a text, b text, c text);",
       "CREATE TABLE t (a text, b text, c text); CREATE INDEX i ON t (a text_pattern_ops, b);"
       "CREATE INDEX j ON t (a text_pattern_ops, b text_pattern_ops DESC); CREATE INDEX k ON t (a, a "
       "text_pattern_ops);",
       {"op.create_index(op.f('i'), 't', ['a', 'b'], unique=False, postgresql_ops={'a': 'text_pattern_ops'})",
        "op.create_index(op.f('j'), 't', ['a', sa.text('\"b\" \"text_pattern_ops\" DESC')], unique=False, "
        "postgresql_ops={'a': 'text_pattern_ops'})",
        "op.create_index(op.f('k'), 't', ['a', sa.text('\"a\" \"text_pattern_ops\"')], unique=False)"},
       {"op.drop_index(op.f('i'), table_name='t')"}},
      {"CreatesAChainOfTables",
       "",
       "CREATE TABLE t3 (id SERIAL PRIMARY KEY); CREATE TABLE t2 (id SERIAL PRIMARY KEY, p INTEGER, "
       "CONSTRAINT fk_t2 "
       "FOREIGN KEY (p) REFERENCES t3 (id)); CREATE TABLE t1 (id SERIAL PRIMARY KEY, p INTEGER REFERENCES t2 "
       "(id), me "
       "INTEGER REFERENCES t1);",
       {"'t3',", "'t2',", "sa.ForeignKeyConstraint(['p'], ['t3.id'], name=op.f('fk_t2'))", "'t1',",
        "sa.ForeignKeyConstraint(['me'], ['t1.id'])", "sa.ForeignKeyConstraint(['p'], ['t2.id'])"},
       {"op.drop_table('t1')", "op.drop_table('t2')", "op.drop_table('t3')"},
       {"create_foreign_key", "drop_constraint"}},
      {"CreatesACircleOfTables",
       "",
       "CREATE TABLE ca (id SERIAL PRIMARY KEY, b INTEGER); CREATE TABLE cb (id SERIAL PRIMARY KEY, a "
       "INTEGER, "
       "CONSTRAINT fk_cb FOREIGN KEY (a) REFERENCES ca (id)); ALTER TABLE ca ADD CONSTRAINT fk_ca FOREIGN "
       "KEY (b) "
       "REFERENCES cb (id); CREATE TABLE a (id integer REFERENCES ca);",
       {"'ca',", "'a',", "sa.ForeignKeyConstraint(['id'], ['ca.id'])",
        "op.create_foreign_key(op.f('fk_ca'), 'ca', 'cb', ['b'], ['id'])",
        "op.create_foreign_key(op.f('fk_cb'), 'cb', 'ca', ['a'], ['id'])"},
       {"op.drop_table('cb')"}},
      {"RefersToWhatIsThereAndToWhatComesLater",
       "CREATE TABLE p (id integer PRIMARY KEY, k integer);",
       "CREATE TABLE p (id integer PRIMARY KEY, k integer UNIQUE); CREATE TABLE c (id integer REFERENCES p, "
       "k integer "
       "REFERENCES p (k)); CREATE TABLE d (x integer, i integer); CREATE UNIQUE INDEX di ON d (i); CREATE "
       "TABLE b (i integer "
       "REFERENCES d (i)); CREATE SCHEMA s; CREATE TABLE s.e (id integer REFERENCES p);",
       {"op.create_unique_constraint(", "op.create_index(op.f('di')", "op.create_foreign_key("},
       {"op.drop_table('c')"}},
      {"ChangesComments",
       "CREATE TABLE t (x INTEGER); COMMENT ON TABLE t IS 'old'; COMMENT ON COLUMN t.x IS 'old';",
       "CREATE TABLE t (x INTEGER); COMMENT ON TABLE t IS 'new'; COMMENT ON COLUMN t.x IS 'new';",
       {"op.create_table_comment('t', 'new', existing_comment='old')",
        "op.alter_column('t', 'x', comment='new', existing_comment='old')"},
       {"op.create_table_comment('t', 'old', existing_comment='new')"}},
  };
  return all;
}

const std::vector<Case>& sqlite_cases() {
  static const std::vector<Case> all{
      {"RetypesWithinAFamily",
       "CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(10), y INTEGER, z NUMERIC(5, 2));",
       "CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(20) NOT NULL DEFAULT '', y BIGINT, z DECIMAL(6, "
       "2));",
       {"sa.Column('x', sa.String(length=10), nullable=True)",
        "batch_op.alter_column('x', existing_type=sa.String(length=10), type_=sa.String(length=20), "
        "server_default=sa.text(\"''\"), nullable=False)",
        "batch_op.alter_column('y', existing_type=sa.Integer(), type_=sa.BigInteger())",
        "batch_op.alter_column('z', existing_type=sa.Numeric(precision=5, scale=2), "
        "type_=sa.DECIMAL(precision=6, scale=2))"},
       {"batch_op.alter_column('x', existing_type=sa.String(length=20), type_=sa.String(length=10), "},
       {"_Type"}},
      {"LeavesValuesAloneBetweenFamilies",
       "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT); INSERT INTO t VALUES (1, 'abc');",
       "CREATE TABLE t (id INTEGER PRIMARY KEY, x BLOB);",
       {"batch_op.alter_column('x', existing_type=_Type('TEXT'), type_=_Type('BLOB'))"},
       {"batch_op.alter_column('x', existing_type=_Type('BLOB'), type_=_Type('TEXT'))"}},
      {"AddsAnIndexWithoutHelpers",
       "CREATE TABLE t (x INTEGER);",
       "CREATE TABLE t (x INTEGER); CREATE INDEX i ON t (x);",
       {"op.create_index(op.f('i'), 't', ['x'], unique=False)"},
       {"op.drop_index(op.f('i'), table_name='t')"},
       {"def _", "import sqlalchemy"}},
      {"CreatesATableWithItsKeys",
       "",
       "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER REFERENCES p (id), u INTEGER "
       "UNIQUE);",
       {"sa.ForeignKeyConstraint(['p'], ['p.id'])", "sa.PrimaryKeyConstraint('id')"},
       {"op.drop_table('c')"},
       {"_expect_compiles"}},
  };
  return all;
}

class AlembicDirectives : public testing::TestWithParam<std::pair<const char*, Case>> {
 protected:
  /// Every line behind the one before.
  static void expect_in_order(const std::string& text, const Lines& lines) {
    std::size_t at = 0;
    for (const std::string& line : lines) {
      const auto found = text.find(line, at);
      EXPECT_NE(found, std::string::npos) << line << "\nis not behind what goes before it in\n" << text;
      if (found != std::string::npos) at = found + line.size();
    }
  }

  TempFolder folder_;
  std::unique_ptr<Target> target_ = make_target(GetParam().first);
};

TEST_P(AlembicDirectives, SayWhatChangesAndLeadThereAndBack) {
  const Case& each = GetParam().second;
  ASSERT_EQ(target_->run(each.before).err, "");
  const std::string start = target_->dump();
  const std::string inspection = folder_.file("inspection.json");
  ASSERT_EQ(tenon("inspect " + target_->word() + " -o json=" + inspection).code, 0);
  const std::string declared = folder_.file("declared.sql");
  write_file(declared, *each.after ? each.after : "-- tenon: declares nothing\n");
  const std::string versions = folder_.file("versions");
  const Ran generated = tenon("generate " + target_->word() + " " + declared +
                              " -m go --style alembic --rev-id a1 --allow all --dir " + versions);
  ASSERT_EQ(generated.code, 0) << generated.err;
  const std::string text = read_file(versions + "/a1_go.py");
  const auto down = text.find("def downgrade():");
  const auto up = text.find("def upgrade():");
  expect_in_order(text.substr(up, down - up), each.up);
  expect_in_order(text.substr(down), each.down);
  for (const std::string& line : each.nowhere)
    EXPECT_EQ(text.find(line), std::string::npos) << line << "\n" << text;
  const Ran unused =
      shell(python() + " " + TENON_TEST_DATA + "/live/unused_names.py " + versions + "/a1_go.py");
  EXPECT_EQ(unused.code, 0) << unused.out << unused.err << text;

  Ran ran = alembic(*target_, versions, "upgrade head");
  ASSERT_EQ(ran.code, 0) << ran.err << text;
  if (*each.after) {
    const Checked checked = check(*target_, declared);
    EXPECT_EQ(checked.code, 0) << checked.text << text;
  }
  ran = alembic(*target_, versions, "downgrade base");
  ASSERT_EQ(ran.code, 0) << ran.err << text;
  // Batch mode writes another CREATE TABLE of the same meaning.
  if (target_->dialect() == "sqlite" && *each.before)
    EXPECT_EQ(check(*target_, inspection).code, 0) << text;
  else
    EXPECT_EQ(dump_difference(*target_, start, target_->dump()), "") << text;
}

std::vector<std::pair<const char*, Case>> all_cases() {
  std::vector<std::pair<const char*, Case>> all;
  for (const Case& each : postgres_cases()) all.emplace_back("postgresql", each);
  for (const Case& each : sqlite_cases()) all.emplace_back("sqlite", each);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Live, AlembicDirectives, testing::ValuesIn(all_cases()), [](const auto& test) {
  return std::string(test.param.first) + "_" + test.param.second.name;
});

/// A folder whose head the database has not run, and one whose head has the ops already.
class AlembicFolder : public testing::TestWithParam<const char*> {
 protected:
  Ran generate(const std::string& actual, const std::string& flags = "") {
    return tenon("generate " + actual + " " + declared_ + " -m go --style alembic --dir " +
                 folder_.file("versions") + " " + flags);
  }
  void declare(const std::string& sql) { write_file(declared_, sql); }

  TempFolder folder_;
  std::unique_ptr<Target> target_ = make_target(GetParam());
  std::string declared_ = folder_.file("declared.sql");
};

TEST_P(AlembicFolder, IsFollowedOnceTheDatabaseHasRunItsHead) {
  declare("CREATE TABLE t (x integer);");
  ASSERT_EQ(generate(target_->word(), "--rev-id a1").code, 0);
  Ran again = generate(target_->word());
  EXPECT_EQ(again.code, 1) << again.err;
  EXPECT_NE(again.err.find("the database has not run revision a1 of "), std::string::npos) << again.err;

  declare("CREATE TABLE t (x integer); CREATE TABLE u (y integer);");
  again = generate(target_->word());
  EXPECT_EQ(again.code, 1);
  EXPECT_NE(again.err.find("the database has not run revision a1 of "), std::string::npos) << again.err;

  ASSERT_EQ(alembic(*target_, folder_.file("versions"), "upgrade head").code, 0);
  const Ran next = generate(target_->word(), "--rev-id b2");
  ASSERT_EQ(next.code, 0) << next.err;
  EXPECT_NE(read_file(folder_.file("versions/b2_go.py")).find("down_revision = 'a1'"), std::string::npos);
  ASSERT_EQ(alembic(*target_, folder_.file("versions"), "upgrade head").code, 0);
  EXPECT_EQ(generate(target_->word()).code, 3);
}

TEST_P(AlembicFolder, IsFollowedWithAWordWhereNoDatabaseTells) {
  declare("CREATE TABLE t (x integer);");
  ASSERT_EQ(generate(target_->word(), "--rev-id a1").code, 0);
  const std::string actual = folder_.file("actual.sql");
  write_file(actual, "CREATE TABLE v (x integer);");
  const Ran next = generate(actual, "--allow all --rev-id b2 --dialect " + target_->dialect());
  EXPECT_EQ(next.code, 0) << next.err;
  EXPECT_NE(next.err.find("whether the database has run revision a1 of "), std::string::npos) << next.err;
  EXPECT_EQ(next.err.find("has the same operations"), std::string::npos) << next.err;
  const Ran again = generate(actual, "--allow all --dialect " + target_->dialect());
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_NE(again.err.find("b2_go.py has the same operations; was it not run?"), std::string::npos)
      << again.err;
}

INSTANTIATE_TEST_SUITE_P(Live, AlembicFolder, testing::Values("postgresql", "sqlite"),
                         [](const auto& test) { return std::string(test.param); });

TEST(SqlFolder, IsGivenTheSameMigrationAgainWithAWarningThatNamesTheFirst) {
  const TempFolder folder;
  const auto target = make_target("sqlite");
  write_file(folder.file("declared.sql"), "CREATE TABLE t (x integer);");
  for (const std::string style : {"sql", "json"}) {
    const std::string line = "generate " + target->word() + " " + folder.file("declared.sql") + " --style " +
                             style + " --dir " + folder.file(style) + " -m ";
    ASSERT_EQ(tenon(line + "once").code, 0);
    const Ran again = tenon(line + "again");
    EXPECT_EQ(again.code, 0) << again.err;
    const std::string ending = style == "sql" ? ".up.sql" : ".json";
    EXPECT_NE(again.err.find("the newest migration " + folder.file(style + "/0001_once" + ending) +
                             " has the same operations; was it not run?"),
              std::string::npos)
        << again.err;
    EXPECT_EQ(again.out.find(folder.file(style + "/0002_again")), 0U) << again.out;
    EXPECT_TRUE(std::filesystem::exists(folder.file(style + "/0002_again" + ending)));
    const Ran named = tenon(line + "named --rev-id 0003");
    EXPECT_EQ(named.code, 0);
    EXPECT_EQ(named.err.find("has the same operations"), std::string::npos) << named.err;
  }
}

}  // namespace
}  // namespace tenon::test::this_file
