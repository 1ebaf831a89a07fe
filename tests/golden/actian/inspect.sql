-- Actian PSQL, by its reference; no server has read this. Run it while logged in to the database.
-- A foreign key holds for what is written from then on: rows that are there already are not validated.

CREATE TABLE "class" (
    "id" IDENTITY NOT NULL,
    "faculty_id" INTEGER NOT NULL,
    CONSTRAINT "class_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "faculty" (
    "id" INTEGER NOT NULL,
    "head" INTEGER NOT NULL,
    CONSTRAINT "faculty_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "class" ADD CONSTRAINT "teacher" FOREIGN KEY ("faculty_id") REFERENCES "faculty" ("id") ON DELETE RESTRICT;

ALTER TABLE "faculty" ADD CONSTRAINT "head" FOREIGN KEY ("head") REFERENCES "faculty" ("id");
