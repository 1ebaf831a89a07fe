#!/usr/bin/env python3
"""Carries out docker/Dockerfile without a container engine: each stage in a chroot of its own.

    tools/run_dockerfile.py make FOLDER [--program FILE]     the roots of the stages, by RUN, COPY, ENV, WORKDIR, USER
    tools/run_dockerfile.py check FOLDER                     runs what was made, and says what is wrong
    tools/run_dockerfile.py run FOLDER [--mount FROM:TO] [ARGUMENT...]

FOLDER gets base/ (debootstrap, once) and a root for each stage, made anew; mounts of caches are left out. --program
FILE takes a program as it is instead of building it, and makes the last stage alone. run and check run it as a
container does: as its user, with a root that is read-only but for the volumes and /tmp, without network and without
anything of this machine's environment. Needs root, Debian's packages debootstrap and binutils, and make a network. It
shows that the steps work; it isolates nothing beyond what is said here.
"""

import argparse
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
FLAG = re.compile(r"--([\w-]+)=(\S+)\s+")
NO_LIBRARIES = {"ca-certificates", "tzdata"}  # needed, by no line of the program's header


def instructions(text):
    """The instructions of a Dockerfile as pairs of keyword and rest."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n", " ", "\n".join(lines)).splitlines():
        if line.strip():
            keyword, _, rest = line.strip().partition(" ")
            yield keyword.upper(), rest.strip()


def without_flags(rest):
    """The flags at the beginning of an instruction, and what follows them."""
    flags = []
    while found := FLAG.match(rest):
        flags.append((found[1], found[2]))
        rest = rest[found.end():]
    return flags, rest


def words_of(rest):
    """A command in its form of words: ["a", "b"]. The form for a shell has no place in an image that ends cleanly."""
    if not rest.startswith("["):
        sys.exit(f"a command is not a list of words: {rest}")
    return [word.strip().strip('"') for word in rest.strip("[]").split(",")]


class Stage:
    """One stage: its root, and what the instructions have said of it so far."""

    def __init__(self, root):
        self.root, self.environment, self.workdir, self.user = root, {"PATH": PATH}, "/", "0"
        self.volumes, self.entrypoint, self.command, self.health, self.packages = [], [], [], [], []

    def place(self, path):
        return self.root / os.path.join(self.workdir, path).lstrip("/")

    def owner(self):
        """User and group by number, as the stage's own passwd file has them."""
        for line in (self.root / "etc/passwd").read_text().splitlines():
            name, _, user, group = line.split(":")[:4]
            if self.user in (name, user):
                return f"{user}:{group}"
        return f"{self.user}:0"

    def entered(self, mounts, words, network, **more):
        """Runs words in the root, in a mount namespace of their own, so that no mount stays behind."""
        environment = [f"{name}={value}" for name, value in self.environment.items()]
        words = ["chroot", f"--userspec={self.owner()}", "--groups=", str(self.root), "env", "-i", *environment,
                 "sh", "-c", 'cd "$0" && exec "$@"', self.workdir, *words]
        script = " && ".join(mounts) + " && exec " + shlex.join(words)
        unshare = ["unshare", "--mount"] + ([] if network else ["--net"])
        return subprocess.run([*unshare, "sh", "-c", script], stdin=subprocess.DEVNULL, **more)

    def build(self, command):
        root = shlex.quote(str(self.root))
        mounts = [f"mount -t proc proc {root}/proc", f"mount --bind /dev {root}/dev"]
        self.entered(mounts, ["sh", "-c", command], True, check=True, stdout=sys.stderr)

    def run(self, words, shared=()):
        """Runs words as in a container; the volumes are folders beside the root, which stay."""
        root = shlex.quote(str(self.root))
        mounts = [f"mount --bind {root} {root}", f"mount -t proc proc {root}/proc", f"mount --bind /dev {root}/dev",
                  f"mount -t tmpfs -o mode=1777 tmp {root}/tmp"]
        for volume in self.volumes:
            kept = self.root.parent / "volumes" / volume.lstrip("/")
            if not kept.exists():  # a new volume begins as what the image has there, with its owner
                kept.parent.mkdir(parents=True, exist_ok=True)
                subprocess.run(["cp", "-a", self.place(volume), kept], check=True)
            mounts.append(f"mount --bind {shlex.quote(str(kept))} {root}{volume}")
        for source, to in shared:
            mounts.append(f"mount --bind {shlex.quote(source)} {root}{to} && mount -o remount,ro,bind {root}{to}")
        mounts.append(f"mount -o remount,ro,bind {root}")
        return self.entered(mounts, words, False, capture_output=True, text=True)


def copy(stages, stage, rest):
    """COPY: from another stage, or from the repository without what .dockerignore names."""
    flags, rest = without_flags(rest)
    *sources, to = rest.split()
    for source in sources:
        if flags:
            stage.place(to).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(stages[dict(flags)["from"]].place(source), stage.place(to))
            continue
        stage.place(to).mkdir(parents=True, exist_ok=True)
        ignored = [f"--exclude=./{line}" for line in (ROOT / ".dockerignore").read_text().split()]
        with subprocess.Popen(["tar", "-C", ROOT / source, "--anchored", *ignored, "-cf", "-", "."],
                              stdout=subprocess.PIPE) as packed:
            unpack = ["tar", "-C", stage.place(to), "--no-same-owner", "-xf", "-"]
            subprocess.run(unpack, stdin=packed.stdout, check=True)


def note(stage, keyword, rest):
    """An instruction that says how a stage is run; returns whether it is one."""
    if keyword == "ENV":
        stage.environment.update(word.split("=", 1) for word in shlex.split(rest))
    elif keyword == "WORKDIR":
        stage.workdir = rest
    elif keyword == "USER":
        stage.user = rest
    elif keyword == "VOLUME":
        stage.volumes.append(rest)
    elif keyword == "ENTRYPOINT":
        stage.entrypoint = words_of(rest)
    elif keyword == "CMD":
        stage.command = words_of(rest)
    elif keyword == "HEALTHCHECK":
        stage.health = words_of(without_flags(rest)[1].removeprefix("CMD").strip())
    else:
        return keyword in ("LABEL", "STOPSIGNAL")
    return True


def carry_out(stages, stage, keyword, rest):
    """An instruction after FROM."""
    if keyword == "RUN":
        _, command = without_flags(rest)
        print(f"RUN {' '.join(command.split())}", file=sys.stderr, flush=True)
        stage.build(command)
    elif keyword == "COPY":
        copy(stages, stage, rest)
    elif not note(stage, keyword, rest):
        sys.exit(f"this tool knows no {keyword}")
    if keyword == "WORKDIR":
        stage.place(rest).mkdir(parents=True, exist_ok=True)


def stages_of():
    """The Dockerfile as (name, instructions) of each stage."""
    stages = []
    for keyword, rest in instructions((ROOT / "docker/Dockerfile").read_text()):
        if keyword == "FROM":
            stages.append((rest.partition(" AS ")[2] or "image", []))
        else:
            stages[-1][1].append((keyword, rest))
    return stages


def new_root(folder, name):
    base = folder / "base"
    if not (base / "etc/passwd").exists():
        subprocess.run(["debootstrap", "--variant=minbase", "bookworm", base], check=True, stdout=sys.stderr)
    root = folder / name
    if root.exists():
        shutil.rmtree(root)
    subprocess.run(["cp", "-a", base, root], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    return root


def make(folder, program):
    shutil.rmtree(folder / "volumes", ignore_errors=True)
    made = {}
    for name, steps in stages_of()[-1:] if program else stages_of():
        stage = made[name] = Stage(new_root(folder, name))
        for keyword, rest in steps:
            if program and keyword == "COPY":
                shutil.copy2(program, stage.place(rest.split()[-1]))
            else:
                carry_out(made, stage, keyword, rest)


def image(folder):
    """The last stage as it was made."""
    name, steps = stages_of()[-1]
    stage = Stage(folder / name)
    for keyword, rest in steps:
        note(stage, keyword, rest)
        if keyword == "RUN" and "apt-get install" in rest:
            words = rest.split("apt-get install", 1)[1].split("&&")[0].split()
            stage.packages = [word for word in words if not word.startswith("-")]
    return stage


def superfluous(stage, program):
    """The packages that the Dockerfile names and the program's header does not."""
    header = subprocess.run(["readelf", "-d", stage.place(program)], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"NEEDED.*\[(.*)\]", header)
    owners = stage.run(["dpkg", "-S", *[f"*/{library}" for library in needed]]).stdout
    return set(stage.packages) - NO_LIBRARIES - {line.split(":")[0] for line in owners.splitlines()}


def faults_of_image(stage):
    """What an image must hold, whatever the program does."""
    program = stage.run(["sh", "-c", f"command -v {stage.entrypoint[0]}"]).stdout.strip()
    libraries = stage.run(["ldd", program]).stdout.splitlines()
    faults = [line.strip() for line in libraries if "not found" in line]
    faults += [f"nothing needs the package {package}" for package in sorted(superfluous(stage, program))]
    if stage.owner().startswith("0:"):
        faults.append("it runs as root")
    for place in ("/etc/tenon", "/usr/local/bin", "/"):
        if stage.run(["sh", "-c", f"touch {place}/x"]).returncode == 0:
            faults.append(f"{place} can be written")
    for place in [*stage.volumes, "/tmp"]:
        if stage.run(["sh", "-c", f"touch {place}/x && rm {place}/x"]).returncode != 0:
            faults.append(f"{place} cannot be written")
    return faults


def sample(folder):
    """A configuration with two SQLite databases, one of which drifted, as it is mounted."""
    (folder / "schema.sql").write_text("CREATE TABLE a (id integer PRIMARY KEY, b text);")
    (folder / "tenon.toml").write_text("version = 1\n" + "".join(
        f'[targets.{name}]\nurl = "sqlite:///{name}.db"\ndeclared = "schema.sql"\n' for name in ("north", "south")))
    for name, more in (("north", "b text"), ("south", "b integer")):
        with sqlite3.connect(folder / f"{name}.db") as database:
            database.execute(f"CREATE TABLE a (id integer PRIMARY KEY, {more})")
    subprocess.run(["chmod", "-R", "a+rX", folder], check=True)


def runs_of(stage, configured):
    """What is run: a title, the words, what is mounted, the exit code that is wanted, a text that is wanted."""
    tenon, mounted = stage.entrypoint, [(configured, "/etc/tenon")]
    return [
        ("version", [*tenon, "--version"], [], 0, "tenon "),
        ("audit without a configuration", tenon + stage.command, [], 78, "/etc/tenon/tenon.toml"),
        ("health without a configuration", stage.health, [], 78, "/etc/tenon/tenon.toml"),
        ("health", stage.health, mounted, 0, "no fault"),
        ("doctor", [*tenon, "doctor"], mounted, 0, "0 failed"),
        ("first audit", tenon + stage.command, mounted, 2, "NEW"),
        ("second audit", tenon + stage.command, mounted, 2, "0 opened"),
        ("store", [*tenon, "store", "verify"], mounted, 0, "the store is whole"),
        ("time zones", ["sh", "-c", "TZ=Europe/Berlin date +%Z"], [], 0, "CE"),
        ("certificates", ["test", "-s", "/etc/ssl/certs/ca-certificates.crt"], [], 0, ""),
    ]


def check(folder):
    shutil.rmtree(folder / "volumes", ignore_errors=True)
    stage = image(folder)
    faults = faults_of_image(stage)
    with tempfile.TemporaryDirectory() as configured:
        sample(Path(configured))
        for title, words, shared, code, text in runs_of(stage, configured):
            ran = stage.run(words, shared)
            said = ran.stdout + ran.stderr
            print(f"== {title}: {shlex.join(words)}\n{said.rstrip()}\n[exit {ran.returncode}]")
            if ran.returncode != code or text not in said:
                faults.append(f"{title}: exit {code} and \"{text}\" were wanted")
    for fault in faults:
        print(f"fault: {fault}")
    print("the image does what it should" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=["make", "check", "run"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--program", type=Path)
    parser.add_argument("--mount", action="append", default=[], metavar="FROM:TO")
    parser.add_argument("arguments", nargs="*")
    given = parser.parse_args()
    folder = given.folder.resolve()
    if given.action == "make":
        make(folder, given.program)
        return 0
    if given.action == "check":
        return check(folder)
    stage = image(folder)
    ran = stage.run(stage.entrypoint + (given.arguments or stage.command), [m.split(":") for m in given.mount])
    print(ran.stdout, end="")
    print(ran.stderr, end="", file=sys.stderr)
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main())
