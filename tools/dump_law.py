#!/usr/bin/env python3
"""Holds tenon against pg_dump: whenever pg_dump prints something else, tenon says so, and only then.

    tools/with-postgres tools/dump_law.py [--only TEXT] [--every N] [--verbose]

tools/dump_law/sink.sql makes one object of every kind that pg_dump prints; tools/dump_law/steps.sql changes one thing after
another. After each step pg_dump prints the database, and `tenon check` compares it with the inspection made before the
step: exit 0 exactly if the two dumps are the same, owners, the order of entries and remarks aside.

That nothing is forgotten is not left to whoever writes the steps:

  kinds       each kind of entry that is a string of the pg_dump program is in the table of contents of the sink's dump
  catalogs    each catalog of the server with objects of a database has a row of the sink
  attributes  each column of these catalogs is changed by a step
  secrets     no password of the sink or of a step is in an inspection or a report

What is left out of one of the first three stands in tools/dump_law/left_out.py with the reason, and is an error as soon
as it is not left out any more. --only runs the steps that hold TEXT and does not ask for completeness; --every N asks
pg_dump and tenon after each Nth step only. Exit 0 when the law holds.
"""
import argparse
import json
import os
import pathlib
import re
import struct
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from dump_law import left_out  # noqa: E402
from dump_law.dump import close, entries, make_sink  # noqa: E402
from run_cases import Postgres, run, tenon  # noqa: E402

HERE = pathlib.Path(__file__).parent / "dump_law"
SECRET = re.compile(r"secret-\d")


def program_words(path):
    """The strings of a program that are words in capitals: a kind of entry is one of them."""
    image = path.read_bytes()
    offset, = struct.unpack_from("<Q", image, 0x28)
    size, count, names = struct.unpack_from("<HHH", image, 0x3A)
    sections = [struct.unpack_from("<IIQQQQ", image, offset + i * size) for i in range(count)]
    start = sections[names][4]
    for name, _, _, _, at, length in sections:
        if image[start + name:].startswith(b".rodata\0"):
            strings = image[at:at + length].split(b"\0")
            return {s.decode() for s in strings if re.fullmatch(rb"[A-Z][A-Z ]+[A-Z]", s)}
    raise RuntimeError(f"{path} has no strings")


class Law:
    def __init__(self, folder):
        self.database = Postgres()
        self.before = pathlib.Path(folder) / "before.json"
        self.wrong, self.changed, self.rows, self.since = 0, set(), {}, 0
        self.version = int(run(["psql", "-XqtAc", "show server_version_num"])[1]) // 10000
        make_sink(self.database)
        self.dump = entries(self.database.dump())
        self.kinds = {kind for kind, _, _ in self.dump}
        self.note_attributes()
        self.inspect()

    def inspect(self):
        code, out, err = tenon("inspect", self.database.url, "-o", "json=" + str(self.before))
        if code:
            raise RuntimeError("inspect: " + err)
        self.forbid_secrets(self.before.read_text() + out + err, "an inspection")

    def fail(self, what):
        self.wrong += 1
        print("WRONG", what, flush=True)

    def forbid_secrets(self, text, where):
        for secret in sorted(set(SECRET.findall(text))):
            self.fail(f"{where} holds {secret}")

    def note_attributes(self):
        """Notes which attributes differ from those of the object that had this name before."""
        code, out, err = run(["psql", "-XqtA", "-d", self.database.name, "-v", f"since={self.since}"],
                             (HERE / "rows.sql").read_text())
        if code:
            raise RuntimeError("rows.sql: " + err)
        self.since, *lines = out.splitlines()
        for line in lines:
            found = json.loads(line)
            key, row = (found["catalog"], found["object"]), found["row"]
            old = self.rows.get(key, row)
            self.changed |= {(key[0], column) for column in row if row[column] != old[column]}
            self.rows[key] = row

    def make(self, sql):
        """Runs the SQL of a step."""
        code, _, err = self.database.load(sql)
        if code:
            self.fail(f"{sql}\n  the server refuses it: {err.strip()}")
        self.note_attributes()

    def compare(self, sql):
        """Asks pg_dump and tenon what `sql` changed since they were asked last."""
        dump = entries(self.database.dump())
        code, out, err = tenon("check", self.database.url, str(self.before), "-o", "json")
        self.forbid_secrets(out + err, "a report")
        if code not in (0, 1, 2) or not out:
            self.fail(f"{sql}\n  check: {err}")
        elif (code != 0) != (dump != self.dump):
            self.fail(f"{sql}\n  " + self.difference(dump, out))
        self.dump = dump
        self.kinds |= {kind for kind, _, _ in dump}
        self.inspect()

    def difference(self, dump, report):
        gone = [text for text in self.dump if text not in dump]
        come = [text for text in dump if text not in self.dump]
        if gone or come:
            return f"pg_dump printed {gone}\n  and prints {come}\n  tenon sees no difference"
        report = json.loads(report)
        differing = [o for kind in report["not_modelled"] for o in kind["objects"] if o["differs"]]
        return f"pg_dump prints the same; tenon says {report['findings']} {differing}"

    def judge_completeness(self, kinds_of_pg_dump):
        self.hold("kind of pg_dump", kinds_of_pg_dump - self.kinds, left_out.WORDS, kinds_of_pg_dump)
        catalogs = {catalog for catalog, _ in self.rows}
        every = json.loads(run(["psql", "-XqtA", "-d", self.database.name], (HERE / "columns.sql").read_text())[1])
        self.hold("catalog", set(every) - catalogs, left_out.CATALOGS, set(every))
        columns = {f"{catalog}.{column}" for catalog in catalogs for column in every[catalog]}
        changed = {f"{catalog}.{column}" for catalog, column in self.changed}
        self.hold("attribute", columns - changed, left_out.COLUMNS, columns)

    def hold(self, what, missing, excused, known):
        for each in sorted(missing - excused.keys()):
            self.fail(f"{what} {each} is covered by no step")
        for each in sorted((excused.keys() & known) - missing):
            self.fail(f"{what} {each} is covered, and left_out.py leaves it out")


def steps(text, version):
    """The paragraphs of steps.sql that a version knows."""
    text = re.sub(r"^-- (?!since \d|before \d).*\n", "", text, flags=re.M)
    for paragraph in filter(str.strip, text.split("\n\n")):
        since, before = re.search(r"^-- since (\d+)", paragraph, re.M), re.search(r"^-- before (\d+)", paragraph, re.M)
        if (not since or version >= int(since[1])) and (not before or version < int(before[1])):
            yield paragraph.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        law = Law(folder)
        chosen = [sql for sql in steps((HERE / "steps.sql").read_text(), law.version) if options.only in sql]
        for at in range(0, len(chosen), options.every):
            for sql in chosen[at:at + options.every]:
                if options.verbose:
                    print(sql, flush=True)
                law.make(sql)
            law.compare("\n".join(chosen[at:at + options.every]))
        if not options.only:
            law.judge_completeness(program_words(pathlib.Path(os.environ["TENON_PG_BIN"]) / "pg_dump"))
        close(law.database)
    print(f"{len(chosen)} steps, {law.wrong} wrong")
    return 1 if law.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
