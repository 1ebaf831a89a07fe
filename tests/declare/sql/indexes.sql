-- Indexes of every kind.
CREATE EXTENSION pg_trgm;
CREATE COLLATION german (provider = icu, locale = 'de');
CREATE TABLE t (
  a int, b text, c text COLLATE "C", d jsonb, e int[], "Odd ""name""" text, f timestamptz, g varchar(20), h point,
  i inet, j numeric
);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a, b, a);
CREATE INDEX ON t (lower(b));
CREATE INDEX ON t (lower(b), upper(b), (a + 1), (a + 2));
CREATE INDEX ON t ((b || c), a);
CREATE INDEX ON t ("Odd ""name""");
CREATE INDEX sorted ON t (a DESC, b ASC NULLS FIRST, c DESC NULLS LAST, f NULLS LAST);
CREATE INDEX in_column ON t ((a), ((b)));
CREATE UNIQUE INDEX CONCURRENTLY part_of_it ON t (a, b) NULLS NOT DISTINCT WHERE a > 0 AND b IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS part_of_it ON t (f);
CREATE INDEX covering ON t (a) INCLUDE (b, c) WITH (fillfactor = 50, deduplicate_items = off);
CREATE INDEX patterns ON t (b text_pattern_ops, g varchar_pattern_ops, c COLLATE "POSIX" text_ops);
CREATE INDEX plain_classes ON t (a int4_ops, b text_ops, c COLLATE "C", i inet_ops, j numeric_ops);
CREATE INDEX collated ON t (b COLLATE german, (b || 'x') COLLATE "C", lower(c) COLLATE "C" text_pattern_ops);
CREATE INDEX USING_gin ON t USING gin (d, e);
CREATE INDEX paths ON t USING gin (d jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX trigrams ON t USING gin (b gin_trgm_ops, lower(c) gin_trgm_ops);
CREATE INDEX trigrams_gist ON t USING gist (b gist_trgm_ops (siglen = 32));
CREATE INDEX default_class_given ON t USING gist ((to_tsvector('simple', b)) tsvector_ops (siglen = 100));
CREATE INDEX several ON t USING brin (a int4_minmax_multi_ops (values_per_range = 16), b);
CREATE INDEX collated_inside ON t ((((d -> 'y')::text) COLLATE "C"), (lower(b) COLLATE "C"), (c COLLATE "POSIX"), (b COLLATE "C" COLLATE "POSIX"), (b || 'x' COLLATE "C"));
CREATE INDEX points ON t USING spgist (h);
CREATE INDEX kd ON t USING spgist (h kd_point_ops);
CREATE INDEX addresses ON t USING gist (i inet_ops);
CREATE INDEX hashed ON t USING hash (b);
CREATE INDEX ranges ON t USING brin (f, a int4_minmax_multi_ops) WITH (pages_per_range = 32);
CREATE INDEX years ON t (date_trunc('year', f AT TIME ZONE 'UTC'), EXTRACT(day FROM f AT TIME ZONE 'UTC'));
CREATE INDEX cases ON t ((CASE WHEN a > 0 THEN b ELSE 'none, (at all)' END));
CREATE INDEX casts ON t (((d ->> 'id')::int), CAST(d ->> 'n' AS bigint));
ALTER INDEX covering SET (fillfactor = 55);
ALTER INDEX covering RESET (deduplicate_items);
ALTER INDEX kd RENAME TO kd_points;
ALTER TABLE hashed RENAME TO hash_of_b;
COMMENT ON INDEX sorted IS 'in order';
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_rows ON m (a, b);
CLUSTER m USING m_rows;
CREATE INDEX m_a ON m (a);
