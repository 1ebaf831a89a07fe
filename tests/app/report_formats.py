"""Holds reports against the forms that their readers expect.

    report_formats.py TENON FOLDER NAME...

FOLDER has NAME.json, NAME.md, NAME.html, NAME.sarif, NAME.xml, NAME.github and NAME.gitlab.json of one run each;
NAME begins with the name of the JSON's schema (report, lint, names, audit): report-drift. Exit 0, or 1 and a line for each
fault.
"""
import html.parser
import json
import pathlib
import re
import subprocess
import sys

import jsonschema

tenon, folder, *names = sys.argv[1:]
folder = pathlib.Path(folder)
here = pathlib.Path(__file__).resolve().parent
faults = []


def keep(name, what, holds):
    if not holds:
        faults.append(f"{name}: {what}")


def by_schema(name, document, schema):
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    for fault in validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(document):
        deepest = min([fault, *fault.context], key=lambda one: -len(one.absolute_path))
        faults.append(f"{name}: {list(deepest.absolute_path)}: {deepest.message[:300]}")


def published(schema):
    printed = subprocess.run([tenon, "schema", schema], capture_output=True, check=True, text=True)
    return json.loads(printed.stdout)


class Page(html.parser.HTMLParser):
    """The elements of a page, and whether each is closed in order."""

    VOID = {"meta", "br", "link", "img", "hr"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.seen, self.ids, self.links = [], [], [], []
        self.words, self.prose, self.faults = [], [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))
        for key, value in attributes:
            if key.startswith("on"):
                self.faults.append(f"an event handler {key}")
            if key == "id":
                self.ids.append(value)
            if key in ("href", "src"):
                self.links.append(value)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.words.append(data)
        if "code" not in self.open:
            self.prose.append(data)


def page_of(text):
    page = Page()
    page.feed(text)
    page.close()
    return page


ELEMENTS = set("""html head meta title style body a header main footer nav section article div p h1 h2 h3 h4 dl dt dd ul
    li b span code pre ins del details summary figure figcaption""".split())
DRAWN = set("svg title desc g path rect text tspan line polyline defs marker circle a style".split())


def hold_html(name, text, findings):
    page = page_of(text)
    faults.extend(f"{name}: {fault}" for fault in page.faults)
    keep(name, f"open elements: {page.open}", not page.open)
    tags = [tag for tag, _ in page.seen]
    keep(name, f"strange elements: {set(tags) - ELEMENTS - DRAWN}", set(tags) <= ELEMENTS | DRAWN)
    keep(name, "an id twice", len(page.ids) == len(set(page.ids)))
    keep(name, "a link that leads out of the page", all(link.startswith("#") for link in page.links))
    keep(name, "a link to nothing", all(link[1:] in page.ids for link in page.links))
    keep(name, "not one h1", tags.count("h1") == 1)
    keep(name, "not one main", tags.count("main") == 1)
    keep(name, f"{tags.count('article')} articles of {findings} findings", tags.count("article") == findings)
    keep(name, "no policy", any("default-src 'none'" in attributes.get("content", "") for _, attributes in page.seen))


IN_MARKDOWN = set("h3 h4 p strong table thead tbody tr th td code em br details summary ul li pre".split())


def hold_markdown(name, text):
    keep(name, "64 KiB or more", len(text.encode()) < 65536)
    keep(name, "no marker in the first line", re.match(r"<!-- tenon:[a-z]+:[A-Za-z0-9%/._~:@*=]* -->\n", text))
    made = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough"],
                          input=text, capture_output=True, check=True, text=True).stdout
    page = page_of(made)
    faults.extend(f"{name}: {fault}" for fault in page.faults)
    tags = {tag for tag, _ in page.seen}
    keep(name, f"strange elements: {tags - IN_MARKDOWN}", tags <= IN_MARKDOWN)
    keep(name, "a table with a row that is none", not any("|---" in word for word in page.words))
    rows = re.findall(r"<tr>(.*?)</tr>", made, re.S)
    keep(name, "a row of other than 4 cells", all(len(re.findall(r"<t[dh]", row)) == 4 for row in rows))
    for word in page.prose:
        keep(name, f"a mention or a reference: {word!r}", not re.search(r"@\w|#\d", word))


def hold_github(name, text):
    for line in text.splitlines():
        keep(name, f"no command: {line}", re.fullmatch(
            r"::(error|warning|notice)( [a-z]+=[^:,]*(,[a-z]+=[^:,]*)*)?::.*", line))
    for kind in ("error", "warning", "notice"):
        keep(name, f"more than 10 of {kind}", len(re.findall(f"^::{kind}", text, re.M)) <= 10)


def hold_gitlab(name, issues, findings):
    keep(name, f"{len(issues)} issues", len(issues) >= findings)
    for issue in issues:
        keep(name, f"keys {sorted(issue)}",
             sorted(issue) == ["check_name", "description", "fingerprint", "location", "severity"])
        keep(name, "severity", issue["severity"] in ("info", "minor", "major", "critical", "blocker"))
        keep(name, "location", issue["location"]["path"] and issue["location"]["lines"]["begin"] >= 1)
    prints = [issue["fingerprint"] for issue in issues]
    keep(name, "a fingerprint twice", len(prints) == len(set(prints)))


def hold_sarif(name, log, findings):
    by_schema(name, log, json.loads((here / "sarif.schema.json").read_text()))
    run = log["runs"][0]
    keep(name, f"{len(run['results'])} results of {findings} findings", len(run["results"]) == findings)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        keep(name, "a rule that is not in the list", rules[result["ruleIndex"]]["id"] == result["ruleId"])


def shown(document):
    """How many findings a report in JSON has that the other formats show."""
    if "error" in document and "findings" not in document and "names" not in document:
        return 0
    if "groups" in document:
        return sum(len(group["findings"]) for group in document["groups"] + document["acknowledged"])
    if "names" in document:
        return sum(one["is"] in ("differs", "collides", "no_rule") for one in document["names"])
    others = [one for kind in document.get("not_modelled", []) for one in kind["objects"] if one["differs"]]
    return len(document["findings"]) + len(others)


for name in names:
    def read(extension):
        return (folder / f"{name}.{extension}").read_text(encoding="utf-8")
    answer = json.loads(read("json"))
    findings = shown(answer)
    by_schema(f"{name}.json", answer, published(name.split("-")[0]))
    hold_html(f"{name}.html", read("html"), findings)
    hold_markdown(f"{name}.md", read("md"))
    hold_github(f"{name}.github", read("github"))
    hold_gitlab(f"{name}.gitlab.json", json.loads(read("gitlab.json")), findings)
    hold_sarif(f"{name}.sarif", json.loads(read("sarif")), findings)
    checked = subprocess.run(["xmllint", "--noout", "--schema", str(here / "junit.xsd"), str(folder / f"{name}.xml")],
                             capture_output=True, text=True)
    keep(f"{name}.xml", checked.stderr, checked.returncode == 0)

print("\n".join(faults) if faults else f"{len(names)} runs, each in every format")
sys.exit(1 if faults else 0)
