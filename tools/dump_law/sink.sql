-- One object of every kind that pg_dump prints, in every state that a statement can leave it in: the database from which
-- tools/dump_law starts. \if guards hold what a server before PostgreSQL 15 does not know.
SELECT current_setting('server_version_num')::int >= 140000 AS since_14,
       current_setting('server_version_num')::int >= 150000 AS since_15 \gset

DO $$ BEGIN CREATE ROLE law_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE law_writer; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

CREATE SCHEMA app;
CREATE SCHEMA other;
CREATE SCHEMA shared;
COMMENT ON SCHEMA shared IS 'Of all';

-- extensions
CREATE EXTENSION hstore SCHEMA shared;
CREATE EXTENSION dict_int SCHEMA shared;
CREATE EXTENSION postgres_fdw SCHEMA shared;
CREATE EXTENSION pg_trgm SCHEMA shared;
CREATE EXTENSION btree_gist SCHEMA shared;
CREATE EXTENSION pg_stat_statements SCHEMA shared;
COMMENT ON EXTENSION hstore IS 'Ours';

-- types
CREATE TYPE app.mood AS ENUM ('sad', 'glad');
COMMENT ON TYPE app.mood IS 'How it goes';
CREATE TYPE app.pair AS (a integer, b text COLLATE "C");
COMMENT ON TYPE app.pair IS 'Two';
COMMENT ON COLUMN app.pair.a IS 'First';
CREATE DOMAIN app.positive AS integer DEFAULT 1 CONSTRAINT above CHECK (VALUE > 0);
COMMENT ON DOMAIN app.positive IS 'Never less';
COMMENT ON CONSTRAINT above ON DOMAIN app.positive IS 'Than one';
CREATE TYPE app.span AS RANGE (subtype = float8, subtype_diff = float8mi);
COMMENT ON TYPE app.span IS 'From here to there';
CREATE TYPE app.shell;
CREATE TYPE app.base;
CREATE FUNCTION app.base_in(cstring) RETURNS app.base LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION app.base_out(app.base) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION app.base_receive(internal) RETURNS app.base LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
CREATE FUNCTION app.base_send(app.base) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';
CREATE FUNCTION app.base_modify(cstring[]) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'varchartypmodin';
CREATE FUNCTION app.base_modified(integer) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'varchartypmodout';
CREATE TYPE app.base (INPUT = app.base_in, OUTPUT = app.base_out, INTERNALLENGTH = 4, PASSEDBYVALUE, ALIGNMENT = int4);
COMMENT ON TYPE app.base IS 'Of bytes';
CREATE TYPE app.wide;
CREATE FUNCTION app.wide_in(cstring) RETURNS app.wide LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.wide_out(app.wide) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE app.wide (INPUT = app.wide_in, OUTPUT = app.wide_out, STORAGE = extended, CATEGORY = 'S', DELIMITER = ';');

-- routines
CREATE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
COMMENT ON FUNCTION app.add(integer, integer) IS 'The sum';
CREATE FUNCTION app.both(a integer, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION app.both_turned(a text, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION app.rows() RETURNS SETOF integer LANGUAGE plpgsql ROWS 10 AS 'BEGIN RETURN NEXT 1; END';
CREATE FUNCTION app.fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE FUNCTION app.fire_too() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION app.watch_too() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE PROCEDURE app.run(a integer) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE app.run(integer) IS 'Runs';
CREATE FUNCTION app.step(internal, integer) RETURNS internal LANGUAGE internal IMMUTABLE AS 'int8_avg_accum';
CREATE FUNCTION app.take(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'int4pl';
CREATE FUNCTION app.undo(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'int4mi';
CREATE FUNCTION app.finish(integer) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'int4up';
CREATE FUNCTION app.finish_both(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE AS 'int4pl';
CREATE AGGREGATE app.total(integer) (SFUNC = app.take, STYPE = integer, INITCOND = '0');
COMMENT ON AGGREGATE app.total(integer) IS 'All of it';
CREATE AGGREGATE app.moved(integer) (SFUNC = app.take, STYPE = integer, MSFUNC = app.take, MINVFUNC = app.undo,
                                     MSTYPE = integer, INITCOND = '0', MINITCOND = '0');
CREATE FUNCTION app.speak() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION app.speak_too() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION app.speak_here(internal) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_inline_handler';
CREATE FUNCTION app.speak_well(oid) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_validator';
CREATE LANGUAGE tongue HANDLER app.speak;
COMMENT ON LANGUAGE tongue IS 'Spoken here';
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'Into words';

-- operators
CREATE OPERATOR app.<~> (LEFTARG = integer, RIGHTARG = text, FUNCTION = app.both);
COMMENT ON OPERATOR app.<~> (integer, text) IS 'Alike';
CREATE FUNCTION app.same(integer, integer) RETURNS boolean LANGUAGE internal IMMUTABLE AS 'int4eq';
CREATE FUNCTION app.less(integer, integer) RETURNS boolean LANGUAGE internal IMMUTABLE AS 'int4lt';
CREATE FUNCTION app.order_of(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE AS 'btint4cmp';
CREATE OPERATOR app.=== (LEFTARG = integer, RIGHTARG = integer, FUNCTION = app.same);
CREATE OPERATOR app.<<< (LEFTARG = integer, RIGHTARG = integer, FUNCTION = app.less);
CREATE OPERATOR FAMILY app.family USING btree;
COMMENT ON OPERATOR FAMILY app.family USING btree IS 'Of operators';
CREATE OPERATOR CLASS app.class FOR TYPE integer USING btree FAMILY app.family AS
  OPERATOR 1 app.<<<, OPERATOR 3 app.===, FUNCTION 1 app.order_of(integer, integer);
COMMENT ON OPERATOR CLASS app.class USING btree IS 'Of one type';
CREATE OPERATOR CLASS app.lone FOR TYPE integer USING btree AS OPERATOR 3 app.===;
CREATE OPERATOR CLASS app.grown FOR TYPE integer USING gist AS STORAGE bigint;
CREATE CAST (app.pair AS integer) WITH INOUT;
COMMENT ON CAST (app.pair AS integer) IS 'By words';
CREATE FUNCTION app.to_int(app.mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (app.mood AS integer) WITH FUNCTION app.to_int(app.mood);
CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD heap_too IS 'As the other';
CREATE ACCESS METHOD gist_too TYPE INDEX HANDLER gisthandler;

-- what reads text
CREATE COLLATION app.order_c FROM "POSIX";
COMMENT ON COLLATION app.order_c IS 'By bytes';
CREATE COLLATION app.order_en (provider = icu, locale = 'en');
CREATE CONVERSION app.turned FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION app.turned IS 'To the other';
CREATE TEXT SEARCH PARSER app.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
                                      LEXTYPES = prsd_lextype);
COMMENT ON TEXT SEARCH PARSER app.parser IS 'Cuts';
CREATE TEXT SEARCH TEMPLATE app.template (LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE app.template IS 'Reads';
CREATE TEXT SEARCH DICTIONARY app.dictionary (TEMPLATE = pg_catalog.simple);
COMMENT ON TEXT SEARCH DICTIONARY app.dictionary IS 'Of words';
CREATE TEXT SEARCH CONFIGURATION app.words (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION app.words ADD MAPPING FOR asciiword WITH app.dictionary;
COMMENT ON TEXT SEARCH CONFIGURATION app.words IS 'All of it';

-- sequences and tables
CREATE SEQUENCE app.numbers;
COMMENT ON SEQUENCE app.numbers IS 'One by one';
CREATE TABLE app.t (id integer GENERATED ALWAYS AS IDENTITY, name text DEFAULT 'x', doubled integer
                    GENERATED ALWAYS AS (length('x') * 2) STORED, n integer NOT NULL, p app.pair, s text,
                    CONSTRAINT t_key PRIMARY KEY (id), CONSTRAINT n_positive CHECK (n > 0),
                    CONSTRAINT n_once UNIQUE (n), CONSTRAINT n_apart EXCLUDE USING gist (n WITH =));
COMMENT ON TABLE app.t IS 'Rows';
COMMENT ON COLUMN app.t.name IS 'Called so';
COMMENT ON CONSTRAINT n_positive ON app.t IS 'Above zero';
CREATE INDEX t_name ON app.t (lower(name), n);
COMMENT ON INDEX app.t_name IS 'To find it';
CREATE TABLE app.u (id serial PRIMARY KEY, t integer CONSTRAINT u_t REFERENCES app.t (id), name text);
CREATE TABLE app.parent (id integer CONSTRAINT id_positive CHECK (id > 0));
CREATE TABLE app.child (name text) INHERITS (app.parent);
CREATE TABLE app.typed OF app.pair;
CREATE TABLE app.parts (id integer NOT NULL, day date) PARTITION BY RANGE (id);
CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES FROM (1) TO (10);
CREATE TABLE app.parts_2 PARTITION OF app.parts DEFAULT;
CREATE INDEX parts_day ON app.parts (day);
ALTER TABLE app.parts ADD CONSTRAINT parts_key PRIMARY KEY (id);
CREATE TABLE app.many (words tsvector) PARTITION BY RANGE (words);
CREATE TABLE app.many_1 PARTITION OF app.many DEFAULT;
CREATE INDEX many_1_words ON app.many_1 USING gist (words tsvector_ops (siglen = 32));
CREATE INDEX many_words ON ONLY app.many USING gist (words tsvector_ops (siglen = 16));
CREATE STATISTICS app.s (dependencies) ON id, name FROM app.t;
COMMENT ON STATISTICS app.s IS 'Of two';

-- what stands on tables
CREATE VIEW app.v AS SELECT id, name FROM app.t;
COMMENT ON VIEW app.v IS 'Seen';
COMMENT ON COLUMN app.v.name IS 'Seen so';
CREATE VIEW app.v_first AS SELECT id FROM app.v;
CREATE MATERIALIZED VIEW app.m AS SELECT id, name FROM app.t;
COMMENT ON MATERIALIZED VIEW app.m IS 'Kept';
CREATE INDEX m_id ON app.m (id, lower(name));
CREATE UNIQUE INDEX m_once ON app.m (id);
COMMENT ON INDEX app.m_id IS 'To find it there';
CREATE FUNCTION app.instead() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER tr BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.fire();
COMMENT ON TRIGGER tr ON app.t IS 'At once';
CREATE CONSTRAINT TRIGGER later AFTER INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.fire();
CREATE TRIGGER v_tr INSTEAD OF INSERT ON app.v FOR EACH ROW EXECUTE FUNCTION app.instead();
CREATE TRIGGER parts_tr AFTER INSERT ON app.parts FOR EACH ROW EXECUTE FUNCTION app.fire();
CREATE POLICY mine ON app.t FOR SELECT USING (id > 0);
COMMENT ON POLICY mine ON app.t IS 'Not yours';
CREATE RULE r AS ON DELETE TO app.t DO INSTEAD NOTHING;
COMMENT ON RULE r ON app.t IS 'Stay';
CREATE EVENT TRIGGER watcher ON sql_drop WHEN TAG IN ('DROP SERVER') EXECUTE FUNCTION app.watch();
COMMENT ON EVENT TRIGGER watcher IS 'Who drops';

-- foreign data
CREATE FOREIGN DATA WRAPPER wrapper OPTIONS (debug 'true');
COMMENT ON FOREIGN DATA WRAPPER wrapper IS 'Wraps';
CREATE SERVER far TYPE 'kind' VERSION '1' FOREIGN DATA WRAPPER wrapper OPTIONS (host 'far.example', token 'secret-1');
COMMENT ON SERVER far IS 'Not near';
CREATE SERVER farther FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example');
CREATE USER MAPPING FOR law_reader SERVER farther OPTIONS (user 'me', password 'secret-2');
CREATE USER MAPPING FOR public SERVER far;
CREATE FOREIGN TABLE app.there (id integer NOT NULL, name text OPTIONS (column_name 'Name'),
                                CONSTRAINT id_above CHECK (id > 0))
  SERVER farther OPTIONS (table_name 'Here');
COMMENT ON FOREIGN TABLE app.there IS 'Over there';
COMMENT ON COLUMN app.there.name IS 'Called so there';
COMMENT ON CONSTRAINT id_above ON app.there IS 'Above zero there';
CREATE TABLE app.split (id integer, name text) PARTITION BY LIST (id);
CREATE FOREIGN TABLE app.split_far PARTITION OF app.split FOR VALUES IN (1) SERVER far;
CREATE FOREIGN TABLE app.heir_far (more text) INHERITS (app.parent) SERVER far;

-- replication
CREATE PUBLICATION news FOR TABLE app.t, app.u;
COMMENT ON PUBLICATION news IS 'Of two';
CREATE PUBLICATION all_news FOR ALL TABLES;
\if :since_15
CREATE PUBLICATION some_news FOR TABLE app.u (id, t) WHERE (id > 0);
CREATE PUBLICATION near_news FOR TABLES IN SCHEMA other;
\endif
CREATE SUBSCRIPTION paper CONNECTION 'host=far.example password=secret-3' PUBLICATION one
  WITH (connect = false, slot_name = NONE);
COMMENT ON SUBSCRIPTION paper IS 'Daily';

-- rights
GRANT SELECT ON app.t, app.v, app.m, app.parts, app.parts_1, app.there, app.child TO law_reader WITH GRANT OPTION;
GRANT UPDATE (name) ON app.t TO law_reader;
GRANT USAGE ON SEQUENCE app.numbers TO law_reader;
GRANT EXECUTE ON FUNCTION app.add(integer, integer) TO law_reader;
GRANT EXECUTE ON PROCEDURE app.run(integer) TO law_reader;
GRANT USAGE ON TYPE app.mood, app.pair TO law_reader;
GRANT USAGE ON DOMAIN app.positive TO law_reader;
GRANT USAGE ON SCHEMA app TO law_reader;
GRANT USAGE ON LANGUAGE plpgsql TO law_reader;
GRANT USAGE ON FOREIGN DATA WRAPPER wrapper TO law_reader;
GRANT USAGE ON FOREIGN SERVER far TO law_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO law_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE law_writer REVOKE EXECUTE ON FUNCTIONS FROM public;

-- labels: no provider is needed to keep one
INSERT INTO pg_seclabel (objoid, classoid, objsubid, provider, label)
VALUES ('app.t'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret'),
       ('app.t'::regclass, 'pg_class'::regclass, 2, 'dummy', 'secret'),
       ('app.v'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret'),
       ('app.add'::regproc, 'pg_proc'::regclass, 0, 'dummy', 'secret');
