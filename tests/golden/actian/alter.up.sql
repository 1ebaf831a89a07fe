-- Actian PSQL, by its reference; no server has read this. Run it while logged in to the database.
-- A foreign key holds for what is written from then on: rows that are there already are not validated.

ALTER TABLE "class" DROP CONSTRAINT "third";

ALTER TABLE "class" DROP CONSTRAINT "teacher";

DROP INDEX "faculty"."by_room";

-- destroys data: drop_column
ALTER TABLE "faculty" DROP COLUMN "room";

ALTER TABLE "faculty" DROP CONSTRAINT "one_name";

ALTER TABLE "faculty" ADD CONSTRAINT "uq_name" UNIQUE ("name");

ALTER TABLE "class" DROP CONSTRAINT "second";

ALTER TABLE "class" ADD CONSTRAINT "co_teacher" FOREIGN KEY ("second_id") REFERENCES "faculty" ("id");

ALTER TABLE "faculty" ADD COLUMN "head" INTEGER NOT NULL DEFAULT 1;

CREATE INDEX "by_head" ON "faculty" ("head");

ALTER TABLE "class" ADD CONSTRAINT "teacher" FOREIGN KEY ("faculty_id") REFERENCES "faculty" ("id") ON DELETE RESTRICT;

ALTER TABLE "faculty" ADD CONSTRAINT "head" FOREIGN KEY ("head") REFERENCES "faculty" ("id");
