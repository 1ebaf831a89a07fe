-- Everything that a change of a table must not lose: three generations of children, triggers on both sides, views
-- over views, numbers that were given out and deleted, rowids that nothing names, names that need quotes.
CREATE TABLE grand (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- counted
  name TEXT COLLATE NOCASE NOT NULL,
  up INTEGER REFERENCES grand (id) ON DELETE SET NULL
);
CREATE TABLE "select" (
  id INTEGER PRIMARY KEY,
  "order by" TEXT DEFAULT 'it''s',
  [group] INTEGER NOT NULL REFERENCES grand ON DELETE CASCADE ON UPDATE CASCADE,
  twice INTEGER AS (id * 2),
  kept TEXT GENERATED ALWAYS AS (lower("order by")) STORED,
  CONSTRAINT "not empty" CHECK ("order by" <> '')
);
CREATE TABLE third (
  child INTEGER REFERENCES "select" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  soft INTEGER REFERENCES "select" (id) ON DELETE SET NULL,
  note TEXT -- the rowid has no name here
);
CREATE TABLE keyed (a TEXT NOT NULL, b INTEGER NOT NULL, c, PRIMARY KEY (a, b DESC)) WITHOUT ROWID;
CREATE TABLE typed (id INTEGER PRIMARY KEY, v REAL, w ANY, x BLOB, UNIQUE (v, id)) STRICT;
CREATE TABLE spare (
  one_k INTEGER NOT NULL,
  two_k TEXT NOT NULL,
  unlike TEXT DEFAULT 'something',
  folded TEXT COLLATE NOCASE,
  CONSTRAINT uq_spare UNIQUE (two_k),
  CONSTRAINT fk_spare FOREIGN KEY (one_k) REFERENCES grand (id),
  PRIMARY KEY (one_k, two_k)
);
CREATE TABLE log (what TEXT, at INTEGER);
CREATE UNIQUE INDEX "ix grand" ON grand (name, id DESC);
CREATE INDEX ix_group ON "select" ([group]) WHERE "order by" IS NOT NULL;
CREATE INDEX ix_kept ON "select" (kept COLLATE rtrim, length("order by"));
CREATE INDEX ix_third ON third (child);
CREATE VIEW named AS SELECT g.id, g.name, s."order by" AS title FROM grand AS g JOIN "select" AS s ON s.[group] = g.id;
CREATE VIEW counted AS SELECT name, count(*) AS n FROM named GROUP BY name;
CREATE TRIGGER grand_ai AFTER INSERT ON grand BEGIN INSERT INTO log VALUES ('grand', NEW.id); END;
CREATE TRIGGER grand_bd BEFORE DELETE ON grand BEGIN INSERT INTO log VALUES ('grand gone', OLD.id); END;
CREATE TRIGGER select_au AFTER UPDATE OF "order by" ON "select" BEGIN UPDATE grand SET name = name WHERE id = NEW.[group]; END;
CREATE TRIGGER third_ai AFTER INSERT ON third WHEN NEW.note IS NULL BEGIN UPDATE third SET note = 'none' WHERE rowid = NEW.rowid; END;
CREATE TRIGGER counted_ii INSTEAD OF INSERT ON counted BEGIN INSERT INTO grand (name) VALUES (NEW.name); END;
