-- What a table that inherits, or a partition, has otherwise than its parents.
CREATE TABLE base (k text DEFAULT 'c', n int DEFAULT 1 NOT NULL, w varchar(9) COLLATE "C" DEFAULT 'w');
CREATE TABLE joined (k text, n int NOT NULL, w varchar(9) COLLATE "C" DEFAULT 'v');
ALTER TABLE joined INHERIT base;
CREATE TABLE says_null (k text DEFAULT NULL, n int DEFAULT NULL) INHERITS (base);
CREATE TABLE says_nothing (k text, n int) INHERITS (base);
CREATE TABLE dropped () INHERITS (base);
ALTER TABLE dropped ALTER k DROP DEFAULT, ALTER w SET DEFAULT 'u';
CREATE TABLE dropped_as_well (k text, n int) INHERITS (base);
ALTER TABLE dropped_as_well ALTER k DROP DEFAULT;
CREATE TABLE below_dropped (n int DEFAULT 7) INHERITS (dropped);

CREATE TABLE note (id int PRIMARY KEY, class int NOT NULL);
CREATE TABLE a_note (CHECK (class = 4)) INHERITS (note);
ALTER TABLE a_note ALTER class SET DEFAULT 4;
CREATE TABLE computed (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
CREATE TABLE computed_below (c int GENERATED ALWAYS AS (a * 2) STORED, b int) INHERITS (computed);
ALTER TABLE computed_below ALTER a SET DEFAULT 5;

-- Columns that several parents hand down.
CREATE TABLE one (k text, n int, z text COMPRESSION pglz);
CREATE TABLE two (k text DEFAULT 'q', n int NOT NULL DEFAULT 3, z text COMPRESSION pglz);
ALTER TABLE one ALTER z SET STORAGE external;
ALTER TABLE two ALTER z SET STORAGE external;
CREATE TABLE of_both () INHERITS (one, two);
CREATE TABLE of_both_backwards () INHERITS (two, one);
CREATE TABLE says_it (k text DEFAULT 'own', n int DEFAULT NULL, z text) INHERITS (one, two);
CREATE TABLE below_both (k text DEFAULT NULL, n int DEFAULT 8) INHERITS (of_both, says_nothing);
CREATE TABLE other_default (k text DEFAULT 'p');
CREATE TABLE at_odds (k text DEFAULT NULL) INHERITS (two, other_default);
CREATE TABLE checked (a int CONSTRAINT positive CHECK (a > 0));
CREATE TABLE checked_too (a int CONSTRAINT positive CHECK (a > 0));
CREATE TABLE checked_below () INHERITS (checked, checked_too);
ALTER TABLE checked_below NO INHERIT checked;

CREATE TABLE whole (a int NOT NULL, k text DEFAULT 'c', n int) PARTITION BY LIST (a);
CREATE TABLE part_1 PARTITION OF whole (k DEFAULT NULL, n NOT NULL DEFAULT 2, CHECK (n > 1)) FOR VALUES IN (1);
CREATE TABLE part_2 (a int NOT NULL, k text, n int);
ALTER TABLE whole ATTACH PARTITION part_2 FOR VALUES IN (2);
CREATE TABLE part_3 PARTITION OF whole FOR VALUES IN (3) PARTITION BY LIST (a);
CREATE TABLE part_3_3 PARTITION OF part_3 (k DEFAULT 'd') FOR VALUES IN (3);

-- Keys of partitions that an index of the whole takes in and that stay their own.
CREATE TABLE keyed (a int NOT NULL, b int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE keyed_1 (a int CONSTRAINT its_own PRIMARY KEY, b int NOT NULL);
ALTER TABLE keyed ATTACH PARTITION keyed_1 FOR VALUES IN (1);
CREATE TABLE keyed_2 PARTITION OF keyed (UNIQUE (a) DEFERRABLE, UNIQUE (a, b)) FOR VALUES IN (2);
CREATE TABLE keyed_3 PARTITION OF keyed FOR VALUES IN (3);
ALTER TABLE keyed ADD CONSTRAINT of_the_whole UNIQUE (a);
CREATE UNIQUE INDEX ON keyed (b, a);
CREATE UNIQUE INDEX ON keyed (a, b);
