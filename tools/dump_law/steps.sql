-- What tools/dump_law does to the database of sink.sql, a paragraph at a time. Before each and after it pg_dump and
-- tenon are asked. "since N" and "before N" in a paragraph's first line name the versions that know it.

-- schemas and extensions
COMMENT ON SCHEMA shared IS 'of all';

COMMENT ON EXTENSION hstore IS 'ours';

COMMENT ON EXTENSION hstore IS NULL;

COMMENT ON EXTENSION dict_int IS 'Numbers';

ALTER EXTENSION pg_trgm SET SCHEMA other;

GRANT SELECT ON shared.pg_stat_statements TO law_reader;

REVOKE SELECT ON shared.pg_stat_statements FROM public;

REVOKE EXECUTE ON FUNCTION shared.hstore(text, text) FROM public;

GRANT EXECUTE ON FUNCTION shared.pg_stat_statements_reset(oid, oid, bigint) TO law_writer;

ALTER FUNCTION shared.hstore_in(cstring) DEPENDS ON EXTENSION hstore;

REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM public;

GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO law_reader;

GRANT SELECT ON pg_catalog.pg_authid TO law_reader;

GRANT SELECT (rolname) ON pg_catalog.pg_authid TO law_writer;

GRANT USAGE ON SCHEMA public TO law_reader;

REVOKE CREATE ON SCHEMA public FROM public;

REVOKE USAGE ON SCHEMA public FROM public;

GRANT CREATE ON SCHEMA pg_catalog TO law_writer;

-- members of extensions that are tables
CREATE TABLE app.member (id integer); ALTER EXTENSION hstore ADD TABLE app.member;

ALTER TABLE app.member ENABLE ROW LEVEL SECURITY;

CREATE POLICY theirs ON app.member USING (id > 0);

GRANT SELECT (id) ON app.member TO law_reader;

-- types
COMMENT ON TYPE app.mood IS 'how it goes';

ALTER TYPE app.mood ADD VALUE 'odd';

COMMENT ON TYPE app.pair IS 'two';

COMMENT ON COLUMN app.pair.a IS 'first';

COMMENT ON COLUMN app.pair.b IS 'First';

ALTER TYPE app.pair ADD ATTRIBUTE c text COLLATE "C" CASCADE;

ALTER TYPE app.pair DROP ATTRIBUTE c CASCADE;

COMMENT ON DOMAIN app.positive IS 'never less';

COMMENT ON CONSTRAINT above ON DOMAIN app.positive IS 'than one';

ALTER DOMAIN app.positive SET DEFAULT 2;

ALTER DOMAIN app.positive SET NOT NULL;

COMMENT ON TYPE app.span IS 'from here to there';

COMMENT ON TYPE app.base IS 'of bytes';

COMMENT ON TYPE app.shell IS 'Empty';

ALTER TYPE app.base SET (RECEIVE = app.base_receive);

ALTER TYPE app.base SET (SEND = app.base_send);

ALTER TYPE app.base SET (TYPMOD_IN = app.base_modify);

ALTER TYPE app.base SET (TYPMOD_OUT = app.base_modified);

ALTER TYPE app.base SET (ANALYZE = ts_typanalyze);

-- since 14
ALTER TYPE app.base SET (SUBSCRIPT = raw_array_subscript_handler);

ALTER TYPE app.wide SET (STORAGE = main);

DROP TYPE app.wide CASCADE; CREATE TYPE app.wide;
CREATE FUNCTION app.wide_in(cstring) RETURNS app.wide LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.wide_out(app.wide) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE app.wide (INPUT = app.wide_in, OUTPUT = app.wide_out, STORAGE = main, CATEGORY = 'S', DELIMITER = '|');

DROP TYPE app.wide CASCADE; CREATE TYPE app.wide;
CREATE FUNCTION app.wide_in(cstring) RETURNS app.wide LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.wide_out(app.wide) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE app.wide (INPUT = app.wide_in, OUTPUT = app.wide_out, STORAGE = main, CATEGORY = 'S', DELIMITER = '|',
                      PREFERRED = true);

DROP TYPE app.wide CASCADE; CREATE TYPE app.wide;
CREATE FUNCTION app.wide_in(cstring) RETURNS app.wide LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.wide_out(app.wide) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE app.wide (INPUT = app.wide_in, OUTPUT = app.wide_out, STORAGE = main, CATEGORY = 'U', DELIMITER = '|',
                      PREFERRED = true, COLLATABLE = true);

DROP TYPE app.wide CASCADE; CREATE TYPE app.wide;
CREATE FUNCTION app.wide_in(cstring) RETURNS app.wide LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.wide_out(app.wide) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE app.wide (INPUT = app.wide_in, OUTPUT = app.wide_out, STORAGE = plain, CATEGORY = 'U', DELIMITER = '|',
                      PREFERRED = true, COLLATABLE = true, ELEMENT = "char", INTERNALLENGTH = 8, ALIGNMENT = double,
                      DEFAULT = 'Some');

GRANT USAGE ON TYPE app.mood TO law_writer;

REVOKE USAGE ON TYPE app.pair FROM public;

GRANT USAGE ON TYPE app.span TO law_writer;

-- routines
COMMENT ON FUNCTION app.add(integer, integer) IS 'the sum';

CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE
  AS 'SELECT A + b';

CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql IMMUTABLE
  AS 'SELECT A + b';

ALTER FUNCTION app.add(integer, integer) STABLE;

ALTER FUNCTION app.add(integer, integer) STRICT;

ALTER FUNCTION app.add(integer, integer) SECURITY DEFINER;

ALTER FUNCTION app.add(integer, integer) LEAKPROOF;

ALTER FUNCTION app.add(integer, integer) PARALLEL SAFE;

ALTER FUNCTION app.add(integer, integer) COST 7;

ALTER FUNCTION app.rows() ROWS 11;

ALTER FUNCTION app.rows() SUPPORT generate_series_int4_support;

ALTER FUNCTION app.add(integer, integer) SET work_mem = '1MB';

ALTER FUNCTION app.add(integer, integer) SET search_path = 'App', app;

ALTER FUNCTION app.add(integer, integer) DEPENDS ON EXTENSION hstore;

ALTER PROCEDURE app.run(integer) DEPENDS ON EXTENSION hstore;

ALTER PROCEDURE app.run(integer) SECURITY DEFINER;

COMMENT ON PROCEDURE app.run(integer) IS 'runs';

CREATE FUNCTION app.of_both(a integer) RETURNS integer TRANSFORM FOR TYPE integer LANGUAGE sql AS 'SELECT a';

-- since 14
CREATE FUNCTION app.atomic() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; END;

-- since 14
CREATE OR REPLACE FUNCTION app.atomic() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 2; END;

CREATE FUNCTION app.table_of(OUT a integer, OUT b text) LANGUAGE sql AS 'SELECT 1, NULL::text';

CREATE FUNCTION app.window_of() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';

CREATE FUNCTION app.linked(text) RETURNS text LANGUAGE c AS '$libdir/dict_int', 'dintdict_init';

CREATE OR REPLACE FUNCTION app.linked(text) RETURNS text LANGUAGE c AS '$libdir/dict_int', 'dintdict_lexize';

REVOKE EXECUTE ON FUNCTION app.fire() FROM public;

GRANT EXECUTE ON PROCEDURE app.run(integer) TO law_writer;

GRANT EXECUTE ON FUNCTION app.total(integer) TO law_writer;

COMMENT ON AGGREGATE app.total(integer) IS 'all of it';

CREATE OR REPLACE AGGREGATE app.total(integer) (SFUNC = app.take, STYPE = integer, INITCOND = '1');

CREATE OR REPLACE AGGREGATE app.total(integer) (SFUNC = app.take, STYPE = integer, INITCOND = '1', SSPACE = 100);

CREATE OR REPLACE AGGREGATE app.total(integer) (SFUNC = app.take, STYPE = integer, INITCOND = '1', SSPACE = 100,
                                                FINALFUNC = app.finish);

CREATE OR REPLACE AGGREGATE app.total(integer) (SFUNC = app.take, STYPE = integer, INITCOND = '1', SSPACE = 100,
                                                FINALFUNC = app.finish, FINALFUNC_MODIFY = read_write);

CREATE OR REPLACE AGGREGATE app.total(integer) (SFUNC = app.take, STYPE = integer, INITCOND = '1', SSPACE = 100,
                                                FINALFUNC = app.finish, FINALFUNC_MODIFY = read_write,
                                                COMBINEFUNC = app.take);

CREATE OR REPLACE AGGREGATE app.total(integer) (SFUNC = app.take, STYPE = integer, INITCOND = '1', SSPACE = 100,
                                                FINALFUNC = app.finish_both, FINALFUNC_EXTRA,
                                                FINALFUNC_MODIFY = read_write, COMBINEFUNC = app.take,
                                                PARALLEL = safe, SORTOP = operator(pg_catalog.<));

CREATE AGGREGATE app.inner(integer) (SFUNC = app.step, STYPE = internal, FINALFUNC = numeric_poly_avg,
                                     COMBINEFUNC = int8_avg_combine, SERIALFUNC = int8_avg_serialize,
                                     DESERIALFUNC = int8_avg_deserialize);

CREATE OR REPLACE AGGREGATE app.inner(integer) (SFUNC = app.step, STYPE = internal, FINALFUNC = numeric_poly_avg,
                                                COMBINEFUNC = int8_avg_combine);

CREATE OR REPLACE AGGREGATE app.moved(integer) (SFUNC = app.take, STYPE = integer, MSFUNC = app.take,
  MINVFUNC = app.undo, MSTYPE = integer, INITCOND = '0', MINITCOND = '1');

CREATE OR REPLACE AGGREGATE app.moved(integer) (SFUNC = app.take, STYPE = integer, MSFUNC = app.take,
  MINVFUNC = app.undo, MSTYPE = integer, INITCOND = '0', MINITCOND = '1', MSSPACE = 5);

CREATE OR REPLACE AGGREGATE app.moved(integer) (SFUNC = app.take, STYPE = integer, MSFUNC = app.take,
  MINVFUNC = app.undo, MSTYPE = integer, INITCOND = '0', MINITCOND = '1', MSSPACE = 5, MFINALFUNC = app.finish);

CREATE OR REPLACE AGGREGATE app.moved(integer) (SFUNC = app.take, STYPE = integer, MSFUNC = app.take,
  MINVFUNC = app.undo, MSTYPE = integer, INITCOND = '0', MINITCOND = '1', MSSPACE = 5, MFINALFUNC = app.finish,
  MFINALFUNC_MODIFY = shareable);

CREATE OR REPLACE AGGREGATE app.moved(integer) (SFUNC = app.take, STYPE = integer, MSFUNC = app.take,
  MINVFUNC = app.undo, MSTYPE = integer, INITCOND = '0', MINITCOND = '1', MSSPACE = 5, MFINALFUNC = app.finish_both,
  MFINALFUNC_EXTRA, MFINALFUNC_MODIFY = shareable);

CREATE OR REPLACE AGGREGATE app.moved(integer) (SFUNC = app.take, STYPE = integer, MSFUNC = app.undo,
  MINVFUNC = app.take, MSTYPE = integer, INITCOND = '0', MINITCOND = '1', MSSPACE = 5, MFINALFUNC = app.finish_both,
  MFINALFUNC_EXTRA, MFINALFUNC_MODIFY = shareable);

CREATE AGGREGATE app.ranked(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
  FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);

CREATE AGGREGATE app.if_ranked(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi,
  STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);

COMMENT ON LANGUAGE tongue IS 'spoken here';

DROP LANGUAGE tongue; CREATE TRUSTED LANGUAGE tongue HANDLER app.speak;

DROP LANGUAGE tongue; CREATE TRUSTED LANGUAGE tongue HANDLER app.speak VALIDATOR app.speak_well;

DROP LANGUAGE tongue; CREATE TRUSTED LANGUAGE tongue HANDLER app.speak INLINE app.speak_here
  VALIDATOR app.speak_well;

GRANT USAGE ON LANGUAGE tongue TO law_reader;

REVOKE USAGE ON LANGUAGE plpgsql FROM public;

COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'into words';

CREATE OR REPLACE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal),
                                                      TO SQL WITH FUNCTION int4recv(internal));

CREATE OR REPLACE TRANSFORM FOR integer LANGUAGE sql (TO SQL WITH FUNCTION int4recv(internal));

-- operators
COMMENT ON OPERATOR app.<~> (integer, text) IS 'alike';

ALTER OPERATOR app.<~> (integer, text) SET (RESTRICT = neqsel);

ALTER OPERATOR app.<~> (integer, text) SET (JOIN = neqjoinsel);

CREATE OPERATOR app.<=> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = app.same, COMMUTATOR = OPERATOR(app.<=>),
                         NEGATOR = OPERATOR(app.<<>>), HASHES, MERGES);

DROP OPERATOR app.<=> (integer, integer);
CREATE OPERATOR app.<=> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = app.same, COMMUTATOR = OPERATOR(app.<=>),
                         HASHES);

CREATE OPERATOR app.!! (RIGHTARG = integer, FUNCTION = int4up);

COMMENT ON OPERATOR FAMILY app.family USING btree IS 'of operators';

ALTER OPERATOR FAMILY app.family USING btree ADD OPERATOR 1 pg_catalog.< (integer, bigint),
  FUNCTION 1 (integer, bigint) btint48cmp(integer, bigint);

ALTER OPERATOR FAMILY app.family USING btree ADD OPERATOR 2 pg_catalog.<= (integer, bigint);

ALTER OPERATOR FAMILY app.family USING btree ADD FUNCTION 3 (integer, bigint) in_range(integer, integer, bigint, boolean, boolean);

ALTER OPERATOR FAMILY app.family USING btree DROP OPERATOR 2 (integer, bigint);

COMMENT ON OPERATOR CLASS app.class USING btree IS 'of one type';

DROP OPERATOR CLASS app.lone USING btree; CREATE OPERATOR CLASS app.lone FOR TYPE integer USING btree AS
  OPERATOR 3 app.===, OPERATOR 1 app.<<<;

DROP OPERATOR CLASS app.lone USING btree; CREATE OPERATOR CLASS app.lone FOR TYPE integer USING btree AS
  OPERATOR 3 app.===, OPERATOR 1 app.<<<, FUNCTION 1 app.order_of(integer, integer);

DROP OPERATOR CLASS app.lone USING btree; CREATE OPERATOR CLASS app.lone FOR TYPE integer USING btree
  FAMILY app.lone AS OPERATOR 3 app.===, OPERATOR 1 app.<<<, FUNCTION 1 (integer, integer) btint4cmp(integer, integer);

DROP OPERATOR CLASS app.lone USING btree; CREATE OPERATOR CLASS app.lone DEFAULT FOR TYPE app.base USING btree
  FAMILY app.lone AS FUNCTION 1 btint4cmp(integer, integer);

DROP OPERATOR CLASS app.grown USING gist; CREATE OPERATOR CLASS app.grown FOR TYPE integer USING gist FAMILY app.grown
  AS STORAGE smallint;

DROP OPERATOR CLASS app.grown USING gist; CREATE OPERATOR CLASS app.grown FOR TYPE integer USING gist FAMILY app.grown
  AS OPERATOR 15 pg_catalog.- (integer, integer) FOR ORDER BY pg_catalog.integer_ops, STORAGE smallint;

COMMENT ON CAST (app.pair AS integer) IS 'by words';

DROP CAST (app.pair AS integer); CREATE CAST (app.pair AS integer) WITH INOUT AS ASSIGNMENT;

DROP CAST (app.mood AS integer); CREATE CAST (app.mood AS integer) WITH FUNCTION app.to_int(app.mood) AS IMPLICIT;

CREATE CAST (app.base AS integer) WITHOUT FUNCTION;

COMMENT ON ACCESS METHOD heap_too IS 'as the other';

DROP ACCESS METHOD gist_too; CREATE ACCESS METHOD gist_too TYPE INDEX HANDLER spghandler;

-- what reads text
COMMENT ON COLLATION app.order_c IS 'by bytes';

DROP COLLATION app.order_c; CREATE COLLATION app.order_c (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');

DROP COLLATION app.order_c; CREATE COLLATION app.order_c (LC_COLLATE = 'C', LC_CTYPE = 'C');

DROP COLLATION app.order_en; CREATE COLLATION app.order_en (provider = icu, locale = 'en-u-kn');

DROP COLLATION app.order_en; CREATE COLLATION app.order_en (provider = icu, locale = 'en-u-kn', deterministic = false);

COMMENT ON CONVERSION app.turned IS 'to the other';

DROP CONVERSION app.turned; CREATE CONVERSION app.turned FOR 'LATIN2' TO 'UTF8' FROM iso8859_to_utf8;

DROP CONVERSION app.turned; CREATE CONVERSION app.turned FOR 'UTF8' TO 'LATIN2' FROM utf8_to_iso8859;

DROP CONVERSION app.turned; CREATE DEFAULT CONVERSION app.turned FOR 'UTF8' TO 'LATIN2' FROM utf8_to_iso8859;

COMMENT ON TEXT SEARCH PARSER app.parser IS 'cuts';

DROP TEXT SEARCH PARSER app.parser; CREATE TEXT SEARCH PARSER app.parser (START = prsd_start, GETTOKEN = prsd_nexttoken,
  END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);

COMMENT ON TEXT SEARCH TEMPLATE app.template IS 'reads';

DROP TEXT SEARCH TEMPLATE app.template; CREATE TEXT SEARCH TEMPLATE app.template (INIT = dsimple_init, LEXIZE = dsimple_lexize);

COMMENT ON TEXT SEARCH DICTIONARY app.dictionary IS 'of words';

ALTER TEXT SEARCH DICTIONARY app.dictionary (accept = false);

DROP TEXT SEARCH DICTIONARY app.dictionary CASCADE;
CREATE TEXT SEARCH DICTIONARY app.dictionary (TEMPLATE = app.template);
CREATE TEXT SEARCH CONFIGURATION app.words (PARSER = pg_catalog."default");

COMMENT ON TEXT SEARCH CONFIGURATION app.words IS 'All';

ALTER TEXT SEARCH CONFIGURATION app.words ADD MAPPING FOR word WITH pg_catalog.simple;

ALTER TEXT SEARCH CONFIGURATION app.words ALTER MAPPING FOR word WITH app.dictionary, pg_catalog.simple;

ALTER TEXT SEARCH CONFIGURATION app.words ALTER MAPPING FOR word WITH pg_catalog.simple, app.dictionary;

DROP TEXT SEARCH CONFIGURATION app.words; CREATE TEXT SEARCH CONFIGURATION app.words (PARSER = app.parser);

-- tables and their parts
COMMENT ON SEQUENCE app.numbers IS 'one by one';

ALTER SEQUENCE app.numbers INCREMENT 2 MINVALUE 1 MAXVALUE 100 START 3 CACHE 4 CYCLE;

ALTER SEQUENCE app.numbers AS smallint;

ALTER SEQUENCE app.numbers OWNED BY app.t.n;

COMMENT ON TABLE app.t IS 'rows';

COMMENT ON COLUMN app.t.name IS 'called so';

COMMENT ON CONSTRAINT n_positive ON app.t IS 'above zero';

COMMENT ON CONSTRAINT n_apart ON app.t IS 'Not the same';

COMMENT ON INDEX app.t_name IS 'to find it';

ALTER TABLE app.t ALTER name SET DEFAULT 'X';

ALTER TABLE app.t ALTER name SET NOT NULL;

ALTER TABLE app.t ALTER name SET STATISTICS 7;

ALTER TABLE app.t ALTER name SET STORAGE external;

ALTER TABLE app.t ALTER name SET (n_distinct = 3);

-- since 14
ALTER TABLE app.t ALTER s SET COMPRESSION pglz;

ALTER TABLE app.t ALTER id SET GENERATED BY DEFAULT;

ALTER TABLE app.t SET (fillfactor = 70);

ALTER TABLE app.t SET (toast.autovacuum_enabled = false);

ALTER TABLE app.t REPLICA IDENTITY FULL;

ALTER TABLE app.t REPLICA IDENTITY USING INDEX t_key;

ALTER TABLE app.t CLUSTER ON t_name;

ALTER INDEX app.t_name ALTER COLUMN 1 SET STATISTICS 9;

ALTER INDEX app.t_name SET (fillfactor = 80);

ALTER INDEX app.t_name DEPENDS ON EXTENSION hstore;

ALTER INDEX app.n_once DEPENDS ON EXTENSION hstore;

ALTER TABLE app.u ALTER CONSTRAINT u_t DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE app.u DROP CONSTRAINT u_t, ADD CONSTRAINT u_t FOREIGN KEY (t) REFERENCES app.t (id) MATCH FULL
  ON DELETE CASCADE ON UPDATE SET NULL NOT VALID;

-- since 15
ALTER TABLE app.t DROP CONSTRAINT n_once, ADD CONSTRAINT n_once UNIQUE NULLS NOT DISTINCT (n);

ALTER TABLE app.t DROP CONSTRAINT n_once, ADD CONSTRAINT n_once UNIQUE (n) INCLUDE (name) DEFERRABLE;

ALTER TABLE app.t DROP CONSTRAINT n_positive, ADD CONSTRAINT n_positive CHECK (n > 0) NO INHERIT NOT VALID;

ALTER TABLE app.typed SET UNLOGGED;

ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;

ALTER TABLE app.t FORCE ROW LEVEL SECURITY;

-- since 15
ALTER TABLE app.child SET ACCESS METHOD heap_too;

ALTER TABLE app.child NO INHERIT app.parent;

ALTER TABLE app.child ALTER id SET DEFAULT 5;

ALTER TABLE app.child INHERIT app.parent;

ALTER TABLE app.typed NOT OF;

ALTER TABLE app.parts_1 ALTER day SET DEFAULT '2000-01-01';

COMMENT ON INDEX app.parts_1_day_idx IS 'Of a part';

COMMENT ON INDEX app.parts_1_day_idx IS 'of a part';

COMMENT ON CONSTRAINT parts_1_pkey ON app.parts_1 IS 'Of a part';

COMMENT ON CONSTRAINT parts_1_pkey ON app.parts_1 IS 'of a part';

ALTER INDEX app.many_words ATTACH PARTITION app.many_1_words;

ALTER TABLE app.parts_1 CLUSTER ON parts_1_day_idx;

ALTER TABLE app.parts_1 REPLICA IDENTITY USING INDEX parts_1_pkey;

ALTER INDEX app.parts_1_day_idx DEPENDS ON EXTENSION hstore;

ALTER INDEX app.parts_1_day_idx SET (fillfactor = 60);

ALTER TABLE app.parts DETACH PARTITION app.parts_2;

COMMENT ON STATISTICS app.s IS 'of two';

ALTER STATISTICS app.s SET STATISTICS 9;

-- what stands on tables
COMMENT ON VIEW app.v IS 'seen';

COMMENT ON COLUMN app.v.name IS 'seen so';

ALTER VIEW app.v ALTER name SET DEFAULT 'X';

ALTER VIEW app.v ALTER name SET DEFAULT 'x';

ALTER VIEW app.v SET (security_barrier = true);

ALTER VIEW app.v SET (check_option = local);

-- since 15
ALTER VIEW app.v SET (security_invoker = true);

CREATE OR REPLACE VIEW app.v AS SELECT id, name FROM app.t WHERE id > 0;

COMMENT ON MATERIALIZED VIEW app.m IS 'kept';

COMMENT ON COLUMN app.m.name IS 'Kept so';

ALTER MATERIALIZED VIEW app.m SET (fillfactor = 70);

ALTER MATERIALIZED VIEW app.m SET (toast.autovacuum_enabled = false);

ALTER MATERIALIZED VIEW app.m ALTER name SET STATISTICS 7;

ALTER MATERIALIZED VIEW app.m ALTER name SET STORAGE external;

ALTER MATERIALIZED VIEW app.m ALTER name SET (n_distinct = 3);

-- since 14
ALTER MATERIALIZED VIEW app.m ALTER name SET COMPRESSION pglz;

-- since 15
ALTER MATERIALIZED VIEW app.m SET ACCESS METHOD heap_too;

ALTER MATERIALIZED VIEW app.m CLUSTER ON m_id;

ALTER MATERIALIZED VIEW app.m DEPENDS ON EXTENSION hstore;

ALTER INDEX app.m_id ALTER COLUMN 2 SET STATISTICS 9;

ALTER INDEX app.m_id SET (fillfactor = 80);

ALTER INDEX app.m_id DEPENDS ON EXTENSION hstore;

ALTER TABLE app.m REPLICA IDENTITY FULL;

COMMENT ON INDEX app.m_id IS 'to find it there';

REFRESH MATERIALIZED VIEW app.m WITH NO DATA;

COMMENT ON TRIGGER tr ON app.t IS 'at once';

ALTER TABLE app.t DISABLE TRIGGER tr;

ALTER TABLE app.t ENABLE ALWAYS TRIGGER tr;

ALTER TRIGGER tr ON app.t DEPENDS ON EXTENSION hstore;

DROP TRIGGER tr ON app.t; CREATE TRIGGER tr BEFORE INSERT OR UPDATE OF name ON app.t FOR EACH ROW EXECUTE FUNCTION app.fire();

DROP TRIGGER tr ON app.t; CREATE TRIGGER tr BEFORE UPDATE OF name ON app.t FOR EACH ROW WHEN (old.n > 0) EXECUTE FUNCTION app.fire('Argument');

DROP TRIGGER tr ON app.t; CREATE TRIGGER tr BEFORE UPDATE OF name ON app.t FOR EACH ROW WHEN (old.n > 0) EXECUTE FUNCTION app.fire('argument');

DROP TRIGGER tr ON app.t; CREATE TRIGGER tr AFTER UPDATE ON app.t REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION app.fire_too();

DROP TRIGGER later ON app.t; CREATE CONSTRAINT TRIGGER later AFTER INSERT ON app.t DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.fire();

DROP TRIGGER later ON app.t; CREATE CONSTRAINT TRIGGER later AFTER INSERT ON app.t FROM app.u DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.fire();

ALTER TABLE app.parts_1 DISABLE TRIGGER parts_tr;

ALTER TABLE app.parts_1 ENABLE REPLICA TRIGGER parts_tr;

COMMENT ON TRIGGER parts_tr ON app.parts_1 IS 'Of a part';

COMMENT ON POLICY mine ON app.t IS 'not yours';

ALTER POLICY mine ON app.t TO law_reader;

ALTER POLICY mine ON app.t USING (id > 1);

DROP POLICY mine ON app.t; CREATE POLICY mine ON app.t FOR ALL TO law_reader USING (id > 1) WITH CHECK (id > 2);

DROP POLICY mine ON app.t; CREATE POLICY mine ON app.t AS RESTRICTIVE FOR ALL TO law_reader USING (id > 1) WITH CHECK (id > 2);

COMMENT ON RULE r ON app.t IS 'stay';

ALTER TABLE app.t DISABLE RULE r;

ALTER TABLE app.t ENABLE ALWAYS RULE r;

CREATE OR REPLACE RULE r AS ON DELETE TO app.t WHERE old.id > 5 DO ALSO DELETE FROM app.u;

COMMENT ON EVENT TRIGGER watcher IS 'who drops';

ALTER EVENT TRIGGER watcher ENABLE REPLICA;

DROP EVENT TRIGGER watcher; CREATE EVENT TRIGGER watcher ON ddl_command_end EXECUTE FUNCTION app.watch();

DROP EVENT TRIGGER watcher; CREATE EVENT TRIGGER watcher ON ddl_command_end WHEN TAG IN ('CREATE SERVER') EXECUTE FUNCTION app.watch();

DROP EVENT TRIGGER watcher; CREATE EVENT TRIGGER watcher ON ddl_command_end WHEN TAG IN ('CREATE SERVER') EXECUTE FUNCTION app.watch_too();

-- foreign data
COMMENT ON FOREIGN DATA WRAPPER wrapper IS 'wraps';

ALTER FOREIGN DATA WRAPPER wrapper OPTIONS (SET debug 'True');

ALTER FOREIGN DATA WRAPPER wrapper HANDLER shared.postgres_fdw_handler;

ALTER FOREIGN DATA WRAPPER wrapper VALIDATOR postgresql_fdw_validator OPTIONS (DROP debug);

ALTER FOREIGN DATA WRAPPER wrapper NO VALIDATOR;

COMMENT ON SERVER far IS 'not near';

ALTER SERVER far VERSION '2';

ALTER SERVER far OPTIONS (SET host 'Far.example');

ALTER SERVER far OPTIONS (SET token 'secret-4');

ALTER SERVER far OPTIONS (DROP token);

DROP SERVER farther CASCADE; CREATE SERVER farther TYPE 'Kind' FOREIGN DATA WRAPPER postgres_fdw;

DROP SERVER farther CASCADE; CREATE SERVER farther TYPE 'kind' FOREIGN DATA WRAPPER postgres_fdw;
CREATE FOREIGN TABLE app.there (id integer NOT NULL, name text OPTIONS (column_name 'Name'),
                                CONSTRAINT id_above CHECK (id > 0))
  SERVER farther OPTIONS (table_name 'Here');

CREATE USER MAPPING FOR law_reader SERVER farther OPTIONS (user 'me', password 'secret-2');

ALTER USER MAPPING FOR law_reader SERVER farther OPTIONS (SET password 'secret-5');

ALTER USER MAPPING FOR law_reader SERVER farther OPTIONS (SET user 'Me');

ALTER USER MAPPING FOR public SERVER far OPTIONS (ADD sslkey 'here');

DROP USER MAPPING FOR public SERVER far;

CREATE USER MAPPING FOR current_user SERVER far OPTIONS (some 'other');

COMMENT ON FOREIGN TABLE app.there IS 'over there';

COMMENT ON COLUMN app.there.name IS 'Called so';

COMMENT ON COLUMN app.there.name IS 'called so';

COMMENT ON CONSTRAINT id_above ON app.there IS 'Above zero';

COMMENT ON CONSTRAINT id_above ON app.there IS 'above zero';

ALTER FOREIGN TABLE app.there OPTIONS (SET table_name 'here');

ALTER FOREIGN TABLE app.there OPTIONS (ADD schema_name 'their, fetch_size=3');

ALTER FOREIGN TABLE app.there ALTER name OPTIONS (SET column_name 'name');

ALTER FOREIGN TABLE app.there ALTER name SET DEFAULT 'X';

ALTER FOREIGN TABLE app.there ALTER name SET DEFAULT 'x';

ALTER FOREIGN TABLE app.there ALTER name SET NOT NULL;

ALTER FOREIGN TABLE app.there ALTER name TYPE text COLLATE "C";

ALTER FOREIGN TABLE app.there ALTER name SET STATISTICS 7;

ALTER FOREIGN TABLE app.there ALTER name SET STORAGE external;

ALTER FOREIGN TABLE app.there ALTER name SET (n_distinct = 3);

ALTER FOREIGN TABLE app.there ADD COLUMN twice integer GENERATED ALWAYS AS (id * 2) STORED;

ALTER FOREIGN TABLE app.there DROP CONSTRAINT id_above, ADD CONSTRAINT id_above CHECK (id > 1);

ALTER FOREIGN TABLE app.there DROP CONSTRAINT id_above, ADD CONSTRAINT id_above CHECK (id > 1) NOT VALID;

ALTER FOREIGN TABLE app.there DROP CONSTRAINT id_above, ADD CONSTRAINT id_above CHECK (id > 1) NO INHERIT NOT VALID;

ALTER FOREIGN TABLE app.heir_far NO INHERIT app.parent;

ALTER TABLE app.split DETACH PARTITION app.split_far;

ALTER TABLE app.split ATTACH PARTITION app.split_far FOR VALUES IN (2);

ALTER FOREIGN TABLE app.split_far ALTER name SET DEFAULT 'X';

CREATE TRIGGER far_tr BEFORE INSERT ON app.there FOR EACH ROW EXECUTE FUNCTION app.fire();

GRANT USAGE ON FOREIGN DATA WRAPPER wrapper TO law_writer;

GRANT USAGE ON FOREIGN SERVER far TO law_writer;

-- replication
COMMENT ON PUBLICATION news IS 'of two';

ALTER PUBLICATION news SET (publish = 'insert');

ALTER PUBLICATION news SET (publish_via_partition_root = true);

ALTER PUBLICATION news DROP TABLE app.u;

-- since 15
ALTER PUBLICATION some_news SET TABLE app.u (id) WHERE (id > 0);

-- since 15
ALTER PUBLICATION some_news SET TABLE app.u (id) WHERE (id > 1);

-- since 15
ALTER PUBLICATION near_news ADD TABLES IN SCHEMA shared;

COMMENT ON SUBSCRIPTION paper IS 'daily';

ALTER SUBSCRIPTION paper CONNECTION 'host=far.example password=secret-6';

ALTER SUBSCRIPTION paper CONNECTION 'host=Far.example password=secret-6';

ALTER SUBSCRIPTION paper SET (slot_name = slot);

ALTER SUBSCRIPTION paper SET (synchronous_commit = local);

-- since 14
ALTER SUBSCRIPTION paper SET (binary = true);

-- since 14
ALTER SUBSCRIPTION paper SET (streaming = true);

-- since 15
ALTER SUBSCRIPTION paper SET (disable_on_error = true);

ALTER SUBSCRIPTION paper SET PUBLICATION One WITH (refresh = false);

ALTER SUBSCRIPTION paper SET PUBLICATION "One", two WITH (refresh = false);

-- since 15
CREATE SUBSCRIPTION weekly CONNECTION 'host=far.example' PUBLICATION one WITH (connect = false, two_phase = true);

-- since 15
ALTER SUBSCRIPTION weekly SET (slot_name = NONE); DROP SUBSCRIPTION weekly;
CREATE SUBSCRIPTION weekly CONNECTION 'host=far.example' PUBLICATION one WITH (connect = false, two_phase = false);

-- rights
GRANT USAGE ON SEQUENCE app.t_id_seq TO law_reader;

GRANT INSERT ON app.t TO law_reader;

GRANT UPDATE (n) ON app.t TO law_reader;

GRANT UPDATE (name) ON app.t TO law_reader WITH GRANT OPTION;

GRANT SELECT ON app.parts TO law_writer;

GRANT SELECT ON app.parts_1 TO law_writer;

GRANT SELECT (id) ON app.parts_1 TO law_writer;

GRANT SELECT ON app.m TO law_writer;

GRANT SELECT ON app.there TO law_writer;

GRANT SELECT (name) ON app.there TO law_writer;

GRANT SELECT (name) ON app.v TO law_writer;

REVOKE SELECT ON app.u FROM tenon;

GRANT UPDATE ON SEQUENCE app.numbers TO law_writer;

GRANT USAGE ON SCHEMA app TO law_writer WITH GRANT OPTION;

GRANT USAGE ON SCHEMA app TO law_reader WITH GRANT OPTION;

SET ROLE law_reader; GRANT SELECT ON app.t TO law_writer;

REVOKE SELECT ON app.t FROM law_reader CASCADE; GRANT SELECT ON app.t TO law_writer;

ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO law_reader;

ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO law_reader WITH GRANT OPTION;

ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO law_reader;

ALTER DEFAULT PRIVILEGES FOR ROLE law_writer REVOKE USAGE ON TYPES FROM public;

ALTER DEFAULT PRIVILEGES FOR ROLE law_writer GRANT ALL ON SEQUENCES TO law_reader;

-- labels
UPDATE pg_seclabel SET label = 'Secret' WHERE objoid = 'app.v'::regclass;

UPDATE pg_seclabel SET label = 'Secret' WHERE objoid = 'app.t'::regclass AND objsubid = 2;

UPDATE pg_seclabel SET provider = 'other' WHERE classoid = 'pg_proc'::regclass;

-- same names for different things
CREATE TYPE app.app AS ENUM ('a'); GRANT USAGE ON TYPE app.app TO law_reader;

GRANT USAGE ON TYPE app.app TO law_writer;

CREATE SEQUENCE shared.shared; GRANT USAGE ON SEQUENCE shared.shared TO law_reader;

GRANT USAGE ON SCHEMA shared TO law_writer;

GRANT UPDATE ON SEQUENCE shared.shared TO law_writer;

-- owners are not compared
ALTER TABLE app.t OWNER TO law_writer;

ALTER FUNCTION app.add(integer, integer) OWNER TO law_writer;

ALTER SERVER far OWNER TO law_writer;

ALTER TABLE app.parts OWNER TO law_writer;

-- the same objects made of other things
DROP AGGREGATE app.total(integer); CREATE AGGREGATE app.total(integer) (SFUNC = app.undo, STYPE = integer, INITCOND = '0');

DROP AGGREGATE app.total(integer); CREATE FUNCTION app.take_wide(bigint, integer) RETURNS bigint LANGUAGE internal
  IMMUTABLE STRICT AS 'int84pl'; CREATE AGGREGATE app.total(integer) (SFUNC = app.take_wide, STYPE = bigint, INITCOND = '0');

DROP AGGREGATE app.moved(integer); CREATE AGGREGATE app.moved(integer) (SFUNC = app.take, STYPE = integer,
  INITCOND = '0', MSFUNC = app.take_wide, MINVFUNC = int84mi, MSTYPE = bigint, MINITCOND = '0', MFINALFUNC = int4);

CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN a; END';

CREATE OR REPLACE FUNCTION app.add(a integer DEFAULT 1, b integer DEFAULT 2) RETURNS integer LANGUAGE plpgsql
  AS 'BEGIN RETURN a; END';

CREATE OR REPLACE FUNCTION app.of_both(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';

DROP FUNCTION app.of_both(integer); CREATE FUNCTION app.of_both(b integer) RETURNS integer LANGUAGE sql AS 'SELECT b';

DROP FUNCTION app.of_both(integer); CREATE FUNCTION app.of_both(b integer) RETURNS SETOF integer LANGUAGE sql AS 'SELECT b';

DROP FUNCTION app.table_of(); CREATE FUNCTION app.table_of() RETURNS TABLE (a integer, b text) LANGUAGE sql
  AS 'SELECT 1, NULL::text';

CREATE FUNCTION app.any_of(a integer[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';

DROP FUNCTION app.any_of(integer[]); CREATE FUNCTION app.any_of(VARIADIC a integer[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';

CREATE OR REPLACE FUNCTION app.linked(text) RETURNS text LANGUAGE c AS '$libdir/dict_xsyn', 'dxsyn_lexize';

DROP LANGUAGE tongue; CREATE TRUSTED LANGUAGE tongue HANDLER app.speak_too;

CREATE FUNCTION app.both_more(a integer, b text) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a';
DROP OPERATOR app.<~> (integer, text); CREATE OPERATOR app.<~> (LEFTARG = integer, RIGHTARG = text, FUNCTION = app.both_more);

DROP OPERATOR app.<=> (integer, integer);
CREATE OPERATOR app.<=> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = app.same, COMMUTATOR = OPERATOR(app.<=>));

CREATE OPERATOR app.<+> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4mi);
DROP OPERATOR FAMILY app.grown USING gist CASCADE; CREATE OPERATOR FAMILY app.grown USING gist; CREATE OPERATOR CLASS app.grown FOR TYPE integer USING gist FAMILY app.grown
  AS OPERATOR 15 app.<+> (integer, integer) FOR ORDER BY app.family, STORAGE smallint;

DROP OPERATOR CLASS app.grown USING gist; CREATE OPERATOR FAMILY app.grown_too USING gist;
CREATE OPERATOR CLASS app.grown FOR TYPE integer USING gist FAMILY app.grown_too AS STORAGE smallint;

CREATE OPERATOR app.>>> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4gt);
ALTER OPERATOR FAMILY app.family USING btree DROP OPERATOR 1 (integer, bigint);
ALTER OPERATOR FAMILY app.family USING btree ADD OPERATOR 1 pg_catalog.> (integer, bigint);

DROP CAST (app.mood AS integer); CREATE CAST (app.mood AS integer) WITH INOUT AS IMPLICIT;

DROP ACCESS METHOD gist_too; CREATE ACCESS METHOD gist_too TYPE TABLE HANDLER heap_tableam_handler;

DROP COLLATION app.order_en; CREATE COLLATION app.order_en (LC_COLLATE = 'C', LC_CTYPE = 'C');

CREATE FUNCTION app.prs_start(internal, integer) RETURNS internal LANGUAGE internal STRICT AS 'prsd_start';
DROP TEXT SEARCH PARSER app.parser CASCADE; CREATE TEXT SEARCH PARSER app.parser (START = app.prs_start, GETTOKEN = prsd_nexttoken,
  END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);

CREATE FUNCTION app.prs_next(internal, internal, internal) RETURNS internal LANGUAGE internal STRICT AS 'prsd_nexttoken';
DROP TEXT SEARCH PARSER app.parser; CREATE TEXT SEARCH PARSER app.parser (START = app.prs_start, GETTOKEN = app.prs_next,
  END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);

CREATE FUNCTION app.prs_end(internal) RETURNS void LANGUAGE internal STRICT AS 'prsd_end';
DROP TEXT SEARCH PARSER app.parser; CREATE TEXT SEARCH PARSER app.parser (START = app.prs_start, GETTOKEN = app.prs_next,
  END = app.prs_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);

CREATE FUNCTION app.prs_types(internal) RETURNS internal LANGUAGE internal STRICT AS 'prsd_lextype';
DROP TEXT SEARCH PARSER app.parser; CREATE TEXT SEARCH PARSER app.parser (START = app.prs_start, GETTOKEN = app.prs_next,
  END = app.prs_end, LEXTYPES = app.prs_types, HEADLINE = prsd_headline);

DROP TEXT SEARCH TEMPLATE app.template CASCADE; CREATE TEXT SEARCH TEMPLATE app.template (INIT = dsimple_init, LEXIZE = dsynonym_lexize);

CREATE FUNCTION app.shell_in(cstring) RETURNS app.shell LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION app.shell_out(app.shell) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE app.shell (INPUT = app.shell_in, OUTPUT = app.shell_out, INTERNALLENGTH = 4, PASSEDBYVALUE);

DROP TYPE app.shell CASCADE; CREATE TYPE app.shell;
CREATE FUNCTION app.shell_in(cstring) RETURNS app.shell LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION app.shell_out(app.shell) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE app.shell (INPUT = app.shell_in, OUTPUT = app.shell_out, INTERNALLENGTH = 4);

DROP STATISTICS app.s; CREATE STATISTICS app.s (ndistinct) ON id, name FROM app.t;

DROP STATISTICS app.s; CREATE STATISTICS app.s (ndistinct) ON id, n FROM app.t;

-- since 14
DROP STATISTICS app.s; CREATE STATISTICS app.s (ndistinct) ON id, (n + 1) FROM app.t;

ALTER PUBLICATION news SET (publish = 'update');

DROP PUBLICATION all_news; CREATE PUBLICATION all_news FOR TABLE app.t;

ALTER SEQUENCE app.numbers MINVALUE -5;

-- since 15
ALTER TABLE app.u DROP CONSTRAINT u_t, ADD CONSTRAINT u_t FOREIGN KEY (t) REFERENCES app.t (id) ON DELETE SET NULL (t);

-- since 15
ALTER MATERIALIZED VIEW app.m SET TABLESPACE law_space;

-- since 15
ALTER INDEX app.m_id SET TABLESPACE law_space;

DROP SERVER farther CASCADE; CREATE SERVER farther TYPE 'kind' FOREIGN DATA WRAPPER wrapper;
