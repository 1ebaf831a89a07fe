-- Operators and operator classes of extensions, named with a schema and without.
CREATE SCHEMA "Far away";
CREATE EXTENSION btree_gist;
CREATE EXTENSION intarray;
CREATE EXTENSION seg SCHEMA public;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION citext;
CREATE EXTENSION cube SCHEMA "Far away";

CREATE TABLE booking (
  room integer,
  rooms integer[],
  during int4range,
  span seg,
  region "Far away".cube,
  guest citext,
  EXCLUDE USING gist (room WITH =, during WITH &&),
  EXCLUDE USING gist (rooms WITH &&),
  EXCLUDE USING gist (rooms gist__intbig_ops WITH OPERATOR(public.&&)) WHERE (room > 0),
  CONSTRAINT spans EXCLUDE USING gist (span WITH &&, room WITH <>),
  CONSTRAINT spans_again EXCLUDE USING gist (span WITH OPERATOR(public.&&), room WITH OPERATOR(pg_catalog.<>)),
  CONSTRAINT regions EXCLUDE USING gist (region WITH OPERATOR("Far away".&&), room WITH OPERATOR(pg_catalog.=)),
  CONSTRAINT guests EXCLUDE USING btree (guest WITH =),
  CONSTRAINT guests_again EXCLUDE USING hash (guest WITH OPERATOR(public.=)));
CREATE INDEX ON booking USING gin (rooms gin__int_ops);
CREATE INDEX ON booking USING gist (rooms public.gist__intbig_ops (siglen = 64));
CREATE INDEX ON booking USING gin ((guest::text) gin_trgm_ops);

-- An operator or a function of an extension that has the name of one of the server's.
CREATE TABLE word (
  plain citext CHECK (plain = 'a' AND plain <> 'b'),
  tags integer[] CHECK (tags @> '{1}' OR tags && '{2}'),
  swapped text GENERATED ALWAYS AS (replace(plain, 'a', 'b')) STORED);
CREATE INDEX ON word ((lower(plain))) WHERE plain > 'c';
