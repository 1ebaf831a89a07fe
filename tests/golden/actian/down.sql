-- Actian PSQL, by its reference; no server has read this. Run it while logged in to the database.
-- A foreign key holds for what is written from then on: rows that are there already are not validated.

DROP TABLE "class";

DROP TABLE "faculty";
