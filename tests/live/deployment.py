"""Reads what docker/ and examples/ hold, and prints the commands in it as JSON: [[where, [word, ...]], ...].

    deployment.py ROOT      fails where a file does not parse, or names packages other than tools/packages.sh

The words are those after `tenon`.
"""

import configparser
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import yaml


def words_after_program(words):
    assert words[0].rsplit("/", 1)[-1] == "tenon", words
    return words[1:]


def dockerfile(root):
    text = (root / "docker/Dockerfile").read_text().replace("\\\n", " ")
    installed = [set(found.split()) for found in re.findall(r"--no-install-recommends ([^&\n]*)", text)]
    script = '. tools/packages.sh; printf "%s\\n" "${build_packages[@]}"'
    built = subprocess.run(["bash", "-c", script], cwd=root, check=True, capture_output=True, text=True).stdout.split()
    assert installed[0] == set(built), f"packages that only one side has: {sorted(installed[0] ^ set(built))}"
    yield "HEALTHCHECK", words_after_program(json.loads(re.search(r"^HEALTHCHECK.*CMD (\[.*)", text, re.M)[1]))
    yield "CMD", json.loads(re.search(r"^CMD (.*)", text, re.M)[1])
    assert json.loads(re.search(r"^ENTRYPOINT (.*)", text, re.M)[1]) == ["tenon"]


def compose(root):
    services = yaml.safe_load((root / "docker/compose.yaml").read_text())["services"]
    yield "compose.yaml", services["tenon"]["command"]


def unit(path):
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str
    parser.read_string(path.read_text())
    return parser


def systemd(root):
    folder = root / "examples/systemd"
    assert unit(folder / "tenon-audit.timer")["Timer"]["OnCalendar"]
    service = unit(folder / "tenon-audit.service")["Service"]
    yield "tenon-audit.service", words_after_program(shlex.split(service["ExecStart"]))
    service = unit(folder / "tenon.service")["Service"]
    assert service["Type"] == "notify"
    yield "tenon.service", words_after_program(shlex.split(service["ExecStart"]))


def kubernetes(root):
    job = yaml.safe_load((root / "examples/kubernetes/cronjob.yaml").read_text())["spec"]["jobTemplate"]["spec"]
    container = job["template"]["spec"]["containers"][0]
    codes = job["podFailurePolicy"]["rules"][0]["onExitCodes"]
    assert codes["containerName"] == container["name"] and codes["values"] == [2, 64, 78], codes
    yield "cronjob.yaml", container["args"]
    deployment = list(yaml.safe_load_all((root / "examples/kubernetes/service.yaml").read_text()))[0]["spec"]
    yield "service.yaml", deployment["template"]["spec"]["containers"][0]["args"]


def pages(root):
    for page in ("docs/deployment.md", "docs/audit.md"):
        for line in re.findall(r"^.*\d \* \* \* .*$", (root / page).read_text(), re.M):
            yield page, words_after_program(shlex.split(re.search(r"tenon audit[^`)|>]*", line)[0].removesuffix(" 2")))


def main():
    root = Path(sys.argv[1])
    parts = (dockerfile, compose, systemd, kubernetes, pages)
    print(json.dumps([[where, words] for part in parts for where, words in part(root)]))


if __name__ == "__main__":
    main()
