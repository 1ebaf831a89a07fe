-- Every form of every constraint, with and without a name.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE zone (
  country char(2),
  code varchar(10) NOT NULL,
  area box,
  PRIMARY KEY (country, code) INCLUDE (area) WITH (fillfactor = 80),
  UNIQUE (code, country) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE NULLS NOT DISTINCT (area_code),
  area_code int
);

CREATE TABLE person (
  id int PRIMARY KEY,
  boss int REFERENCES person ON DELETE SET NULL,
  country char(2) CHECK (country = upper(country)),
  code varchar(10) CONSTRAINT has_code CHECK (code <> '') NO INHERIT,
  born date CHECK (born > '1900-01-01' AND born < now()) UNIQUE,
  email text UNIQUE DEFERRABLE,
  room int,
  stay tsrange,
  FOREIGN KEY (country, code) REFERENCES zone MATCH FULL ON UPDATE CASCADE ON DELETE SET DEFAULT,
  FOREIGN KEY (code, country) REFERENCES zone (code, country) NOT VALID DEFERRABLE,
  CONSTRAINT partly FOREIGN KEY (country, code) REFERENCES zone ON DELETE SET NULL (code),
  CHECK (boss <> id),
  CHECK (boss <> id OR id IS NULL),
  CHECK (id > 0),
  CHECK (id < 1000000),
  EXCLUDE USING gist (room WITH =, stay WITH &&),
  CONSTRAINT one_room EXCLUDE USING gist (room WITH =, (stay) range_ops WITH &&) INCLUDE (email)
    WITH (fillfactor = 90) WHERE (room IS NOT NULL AND room > 0) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (id),
  UNIQUE (room, id),
  UNIQUE (room, id)
);

CREATE TABLE a_table_with_a_name_that_is_nearly_as_long_as_names_may_be_63 (
  a_column_with_a_name_that_is_long_as_well_and_does_not_fit_with_it int UNIQUE CHECK
    (a_column_with_a_name_that_is_long_as_well_and_does_not_fit_with_it > 0) REFERENCES person,
  another_column_with_a_long_name_äöü_that_is_cut_between_characters text UNIQUE
);

ALTER TABLE person ADD CONSTRAINT late CHECK (room < 900) NOT VALID;
ALTER TABLE ONLY person ADD CHECK (room < 901) NOT VALID, VALIDATE CONSTRAINT late;
ALTER TABLE person ALTER CONSTRAINT person_boss_fkey DEFERRABLE INITIALLY DEFERRED;
CREATE UNIQUE INDEX soon_unique ON person (born, room) INCLUDE (email);
ALTER TABLE person ADD CONSTRAINT now_unique UNIQUE USING INDEX soon_unique DEFERRABLE;
CREATE UNIQUE INDEX on zone (area_code, code);
CREATE TABLE keyless (a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX keyless_key ON keyless (a, b);
ALTER TABLE keyless ADD PRIMARY KEY USING INDEX keyless_key;
COMMENT ON CONSTRAINT late ON person IS 'added late';
COMMENT ON CONSTRAINT keyless_key ON keyless IS $$it's$$;
