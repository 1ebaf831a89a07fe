-- Actian PSQL, by its reference; no server has read this. Run it while logged in to the database.
-- A foreign key holds for what is written from then on: rows that are there already are not validated.

ALTER TABLE "faculty" DROP CONSTRAINT "head";

ALTER TABLE "class" DROP CONSTRAINT "teacher";

DROP INDEX "faculty"."by_head";

-- destroys data: drop_column
ALTER TABLE "faculty" DROP COLUMN "head";

ALTER TABLE "faculty" DROP CONSTRAINT "uq_name";

ALTER TABLE "faculty" ADD CONSTRAINT "one_name" UNIQUE ("name");

ALTER TABLE "class" DROP CONSTRAINT "co_teacher";

ALTER TABLE "class" ADD CONSTRAINT "second" FOREIGN KEY ("second_id") REFERENCES "faculty" ("id");

ALTER TABLE "faculty" ADD COLUMN "room" INTEGER;

CREATE INDEX "by_room" ON "faculty" ("room");

ALTER TABLE "class" ADD CONSTRAINT "teacher" FOREIGN KEY ("faculty_id") REFERENCES "faculty" ("id");

ALTER TABLE "class" ADD CONSTRAINT "third" FOREIGN KEY ("third_id") REFERENCES "faculty" ("id");
