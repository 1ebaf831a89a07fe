#!/usr/bin/env python3
"""Holds tenon against pg_dump over mutations that nobody wrote: a dump with one statement dropped or one token changed.

    tools/with-postgres python3 tools/dump_mutations.py [--sample N] [--seconds N] [--seed N] [--only TEXT] [--jobs N] [--verbose]

The dump is that of tools/dump_law/sink.sql, which has one object of every kind. A mutation drops a statement of it, or
drops, swaps or changes words, a number, a string or an element of a list in it (tools/dump_law/tokens.py). What
PostgreSQL's parser refuses is left out. The dump and its mutation are restored into a database each. Whenever pg_dump prints
something else of the two, tenon check of one against the other has to say something (exit 1 or 2, or a note), and
whenever it prints the same, nothing; owners, the order of entries and remarks aside.

--sample takes so many of them, by a seed that is printed, half of them whole statements; --seconds begins none after that
time; --only takes those of statements that hold TEXT. Exit 0 when the law holds.
"""
import argparse
import concurrent.futures
import json
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from dump_law.dump import close, entries, make_sink  # noqa: E402
from dump_law.tokens import mutations, statements  # noqa: E402
from run_cases import Postgres, run, tenon  # noqa: E402


def dumped_sink():
    database = Postgres()
    try:
        make_sink(database)
        return statements(database.dump())
    finally:
        close(database)


def parsed(found):
    """Those that the parser takes: PL/pgSQL parses the statements of a block before it runs the first."""
    script = "".join(f"\\echo {n}\nDO $parsed$ BEGIN RETURN; {each.text or 'RETURN;'} END $parsed$;\n"
                     for n, each in enumerate(found))
    _, out, err = run(["psql", "-Xq", "-d", "postgres"], "\\o /dev/null\n" + script.replace("\\echo", "\\warn"))
    refused, number = set(), -1
    for line in err.splitlines():
        if line.isdigit():
            number = int(line)
        elif line.startswith("ERROR:"):
            refused.add(number)
    return [each for n, each in enumerate(found) if n not in refused]


class Restored:
    """A database of its own with the statements of a dump; those that the server refuses are not in it."""

    def __init__(self, all_of_it):
        self.database = Postgres()
        run(["psql", "-Xq", "-d", self.database.name], "\n".join(all_of_it))
        self.entries = entries(self.database.dump())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        close(self.database)


class Law:
    def __init__(self, all_of_it):
        self.statements = all_of_it
        self.base = Restored(all_of_it)
        self.notes = self.checked(self.base)[1]

    def checked(self, restored):
        """The exit code, the notes and the report of a check against the unchanged database."""
        code, out, err = tenon("check", restored.database.url, self.base.database.url, "-o", "json")
        if code not in (0, 1, 2) or not out:
            return -1, [], err
        return code, json.loads(out).get("notes", []), out

    def judged(self, mutation):
        """What is wrong; None if the law holds."""
        changed = [*self.statements[:mutation.at], mutation.text, *self.statements[mutation.at + 1:]]
        with Restored(changed) as restored:
            code, notes, report = self.checked(restored)
            if code < 0:
                return "check: " + report
            says, prints = code != 0 or notes != self.notes, restored.entries != self.base.entries
            if says == prints:
                return None
            if not prints:
                return "pg_dump prints the same; tenon says " + report
            gone = [entry for entry in self.base.entries if entry not in restored.entries]
            come = [entry for entry in restored.entries if entry not in self.base.entries]
            return f"pg_dump printed {gone}\n  and prints {come}\n  tenon sees no difference"


def sampled(found, count, seed):
    """Half of them whole statements that are dropped, as long as there are any."""
    source = random.Random(seed)
    drops = [each for each in found if not each.text]
    tokens = [each for each in found if each.text]
    of_drops = source.sample(drops, min(len(drops), count // 2))
    return of_drops + source.sample(tokens, min(len(tokens), count - len(of_drops)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    all_of_it = dumped_sink()
    found = [each for each in mutations(all_of_it) if options.only in all_of_it[each.at]]
    found = parsed(found)
    print(f"{len(all_of_it)} statements, {len(found)} mutations, seed {options.seed}", flush=True)
    chosen = sampled(found, options.sample or len(found), options.seed)
    random.Random(options.seed).shuffle(chosen)
    law, end = Law(all_of_it), time.monotonic() + options.seconds
    done = wrong = 0

    def judge(mutation):
        return None if time.monotonic() > end else (mutation, law.judged(mutation))

    with law.base, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for mutation, why in filter(None, pool.map(judge, chosen)):
            done, wrong = done + 1, wrong + (why is not None)
            if why or options.verbose:
                verdict = "WRONG " if why else "right "
                print(f"{verdict}{mutation.what}: {all_of_it[mutation.at][:200]}\n  {why or ''}", flush=True)
    print(f"{done} of {len(found)} mutations, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
