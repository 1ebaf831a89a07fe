#!/usr/bin/env python3
"""Runs the test programs of a build side by side and says what came of them.

    tools/run_tests.py FOLDER [--programs NAME,...] [--only PATTERN] [--rounds one] [--jobs N] [--again]

FOLDER holds the programs, `NAME_tests` each. A test program runs whole, in one process; the slow ones are cut
into pieces, a suite or a test each, so that all cores are busy to the end. --only takes gtest's filter patterns.
--rounds one runs each parameterised test for its first parameter only, and sets TENON_ROUNDS=one for those with many
rounds of their own. --again runs what failed once more, with nothing beside it: on a busy machine a test that waits
for another process can come too late. What passes then has passed, and is listed as flaky with what it said first.

The failures come with their output, then the slowest twenty tests, and last `N passed, N failed`. A test that
was to run and is not among the results (a crash, a time-out) has failed. Exit 0 when all passed, 1 otherwise, also
when no test matched.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

# The programs whose tests take seconds each: run by the piece, the longest first.
BY_TEST = ("laws",)
BY_TEST_SUITES = ("DumpLaw",)
BY_SUITE = ("live", "app", "reflect", "render", "service", "store")
LONGEST_FIRST = ("DumpLaw", "laws", "PagesInBrowser", "FleetLaw", "live")  # suites and programs
TIME_LIMIT = 1500  # seconds for one piece
SLOWEST = 20


def listed(program, pattern):
    """The tests of a program, `Suite.Test`, in its order."""
    args = [program, "--gtest_list_tests"] + ([f"--gtest_filter={pattern}"] if pattern else [])
    text = subprocess.run(args, capture_output=True, text=True, check=True).stdout
    tests, suite = [], ""
    for line in text.splitlines():
        word = line.split("#")[0].rstrip()
        if not word.startswith(" "):
            suite = word
        elif not suite.startswith("DISABLED_"):
            tests.append(suite + word.strip())
    return tests


def first_rounds(tests):
    """Of each parameterised test (`Prefix/Suite.Test/parameter`) the first parameter."""
    seen, kept = set(), []
    for test in tests:
        suite, _, name = test.partition(".")
        key = (suite.split("/")[1] if suite.count("/") else suite, name.split("/")[0])
        if key not in seen:
            seen.add(key)
            kept.append(test)
    return kept


def pieces(name, tests):
    """The tests of one program in the portions that run as one process."""
    if name in BY_TEST:
        return [[test] for test in tests]
    if name not in BY_SUITE:
        return [tests]
    suites = collections.defaultdict(list)
    for test in tests:
        suites[test.split(".")[0]].append(test)
    size = {suite: 1 if suite in BY_TEST_SUITES else 12 for suite in suites}
    return [tests[at:at + size[suite]] for suite, tests in suites.items() for at in range(0, len(tests), size[suite])]


def results_of(path):
    """What gtest wrote: test to (seconds, failure text or "")."""
    found = {}
    for suite in json.loads(path.read_text()).get("testsuites", []):
        for test in suite["testsuite"]:
            failures = "\n".join(failure["failure"] for failure in test.get("failures", []))
            if test.get("result") == "SKIPPED":
                failures = "the test was skipped"
            found[f"{suite['name']}.{test['name']}"] = (float(test["time"].rstrip("s")), failures)
    return found


def run_piece(program, tests):
    """Test to (seconds, failure text or ""), for each of `tests`."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "report.json")
        flags = pathlib.Path(folder, "flags")
        flags.write_text("--gtest_filter=" + ":".join(tests) + "\n")
        try:
            done = subprocess.run(
                [program, f"--gtest_flagfile={flags}", f"--gtest_output=json:{report}", "--gtest_brief=1"],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=TIME_LIMIT)
            said, code = done.stdout, done.returncode
        except subprocess.TimeoutExpired as late:
            said, code = (late.stdout or b"").decode(errors="replace") + f"\nno end after {TIME_LIMIT} s", 1
        found = results_of(report) if report.exists() else {}
    lost = [test for test in tests if test not in found]
    for test in lost:
        found[test] = (0.0, f"no result: the program ended with code {code}\n{said[-6000:]}")
    if code != 0 and not lost and not any(failure for _, failure in found.values()):
        found[tests[-1]] = (found[tests[-1]][0], f"the program ended with code {code}\n{said[-6000:]}")
    return {test: found[test] for test in tests}


def run_again(failed, programs):
    """Runs each failed test by itself, and returns what failed again."""
    still = {}
    for name, failure in failed.items():
        program, _, test = name.partition(" ")
        failure_now = run_piece(programs[program], [test])[test][1]
        print(f"FLAKY {name}: it passed when it ran alone" if not failure_now else f"FAILED again {name}\n{failure_now}\n",
              flush=True)
        if failure_now:
            still[name] = failure
    return still


def planned(options):
    """The pieces to run: (program, tests)."""
    work = []
    for program in sorted(pathlib.Path(options.folder).glob("*_tests")):
        name = program.name.removesuffix("_tests")
        if options.programs and name not in options.programs.split(","):
            continue
        tests = listed(str(program), options.only)
        if options.rounds == "one":
            tests = first_rounds(tests)
        work += [(name, str(program), piece) for piece in pieces(name, tests) if piece]
    order = {name: at for at, name in enumerate(LONGEST_FIRST)}
    return sorted(work, key=lambda each: min(order.get(each[2][0].split(".")[0].split("/")[-1], len(order)),
                                             order.get(each[0], len(order))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--programs", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", choices=("all", "one"), default="all")
    # Tests wait as much as they compute: for servers, disks, browsers.
    parser.add_argument("--jobs", type=int, default=2 * (os.cpu_count() or 1))
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    if options.rounds == "one":
        os.environ["TENON_ROUNDS"] = "one"
    times, failed = {}, {}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        work = planned(options)
        futures = {pool.submit(run_piece, program, tests): name for name, program, tests in work}
        for future in concurrent.futures.as_completed(futures):
            for test, (seconds, failure) in future.result().items():
                times[f"{futures[future]} {test}"] = seconds
                if failure:
                    failed[f"{futures[future]} {test}"] = failure
                    print(f"FAILED {futures[future]} {test}\n{failure}\n", flush=True)
    if options.again:
        failed = run_again(failed, {name: program for name, program, _ in work})
    print(f"the slowest of {len(times)} tests, {sum(times.values()):.0f} s in all:")
    for test, seconds in sorted(times.items(), key=lambda each: -each[1])[:SLOWEST]:
        print(f"{seconds:9.2f} s  {test}")
    for test in sorted(failed):
        print(f"FAILED {test}")
    print(f"{len(times) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not times else 0


if __name__ == "__main__":
    sys.exit(main())
