-- Actian PSQL, by its reference; no server has read this. Run it while logged in to the database.
-- A foreign key holds for what is written from then on: rows that are there already are not validated.

-- destroys data: drop_table
DROP TABLE "class";

-- destroys data: drop_table
DROP TABLE "faculty";
