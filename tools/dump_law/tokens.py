"""Mutations of a dump: its statements, and what can be dropped or changed in the tokens of one."""
import re
from typing import NamedTuple

TOKEN = re.compile(r"""(?P<space>\s+|--[^\n]*)|(?P<string>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*')
                     |(?P<name>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d]\w*)|(?P<sign>::|.)""", re.S | re.X)
CIRCLES = ["IMMUTABLE STABLE VOLATILE", "SAFE RESTRICTED UNSAFE", "true false", "on off", "ENABLE DISABLE",
           "CASCADE RESTRICT", "ASC DESC", "FIRST LAST", "PERMISSIVE RESTRICTIVE", "BEFORE AFTER", "INSERT UPDATE DELETE SELECT",
           "PLAIN EXTERNAL EXTENDED MAIN", "FULL NOTHING", "ROW STATEMENT", "integer bigint", "text varchar", "btree hash",
           "REPLICA ALWAYS", "double real", "law_reader law_writer", "MAXVALUE MINVALUE", "ENCODING COLLATION", "pglz lz4",
           "ASSIGNMENT IMPLICIT", "UNIQUE PRIMARY", "AND OR", "MATCH PARTIAL", "FUNCTION PROCEDURE", "IN OUT INOUT"]
SWAPS = {word: circle.split()[(at + 1) % len(circle.split())]
         for circle in CIRCLES for at, word in enumerate(circle.split())}
NOT_OF_THE_SCHEMA = re.compile(r"SET (?!default_)|SELECT pg_catalog\.set_config")


class Mutation(NamedTuple):
    at: int  # the number of the statement
    what: str
    text: str  # in its place


def scanned(text):
    """The tokens of a text as (kind, text), whose texts joined are the text."""
    return [(found.lastgroup if found.lastgroup != "tag" else "string", found[0]) for found in TOKEN.finditer(text)]


def statements(dump):
    """The statements of a dump; a semicolon inside BEGIN ATOMIC ... END ends none."""
    all_of_it, one, atomic = [], "", False
    for kind, text in scanned(re.sub(r"^\\.*\n", "", dump, flags=re.M)):
        if kind == "space" and text.startswith("--"):
            continue
        one += text
        atomic = atomic and text != "END" or text == "ATOMIC"
        if text == ";" and not atomic:
            all_of_it.append(one.strip())
            one = ""
    return all_of_it


def changed(kind, text):
    """Other tokens in the place of one."""
    if kind == "number":
        yield str(int(float(text)) + 1)
    if kind == "string" and not text.startswith("$"):
        yield text[:-1] + "x'"
    if kind == "string" and text.startswith("$"):
        tag = text[:text.index("$", 1) + 1]
        yield text[:-len(tag)] + " " + tag
    if kind == "word" and text in SWAPS:
        yield SWAPS[text]


def elements(tokens):
    """The (begin, end) of each element of a list with commas, with the comma that goes with it."""
    open_at, parts = [(-1, [0])], []
    for at, (_, text) in enumerate(tokens + [("sign", ")")]):
        if text in ("(", "["):
            open_at.append((at, [at + 1]))
        elif text == "," and open_at:
            open_at[-1][1].append(at)
        elif text in (")", "]") and open_at:
            _, begins = open_at.pop()
            parts += zip(begins, begins[1:] + [at])
    for begin, end in parts:
        if tokens[begin][1] != "," and end < len(tokens) and tokens[end][1] == ",":
            end += 1
        yield begin, end


def of_statement(sql):
    """What a statement may be instead, without duplicates, in a fixed order: (what was done, text)."""
    tokens, seen = scanned(sql), {sql}

    def with_place(begin, end, text):
        return "".join(t for _, t in tokens[:begin]) + text + "".join(t for _, t in tokens[end:])

    places = [at for at, (kind, _) in enumerate(tokens) if kind != "space"]
    tries = []
    for nth, at in enumerate(places):
        for text in changed(*tokens[at]):
            tries.append((f"{tokens[at][1]} -> {text}", with_place(at, at + 1, text)))
        for length in (1, 2, 3):
            if nth + length <= len(places) and tokens[at][0] in ("word", "number", "string"):
                end = places[nth + length - 1] + 1
                tries.append(("without " + "".join(t for _, t in tokens[at:end]),
                              with_place(at, end, "")))
    for begin, end in elements(tokens):
        tries.append(("without the element " + "".join(t for _, t in tokens[begin:end]).strip(), with_place(begin, end, "")))
    for what, text in tries:
        if text not in seen and text.strip(" \n;"):
            seen.add(text)
            yield what, text


def mutations(all_of_it):
    """Every mutation of the statements of a dump."""
    for at, sql in enumerate(all_of_it):
        if NOT_OF_THE_SCHEMA.match(sql):
            continue
        yield Mutation(at, "dropped", "")
        for what, text in of_statement(sql):
            yield Mutation(at, what, text)
