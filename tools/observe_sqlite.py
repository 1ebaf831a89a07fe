#!/usr/bin/env python3
"""What a SQLite database holds, as SQLite and the stored texts tell it, one line a thing: an observer that shares
nothing with tenon. Two databases that mean the same give the same lines: the order of columns, the spelling of
words, quotes, comments and white space, and where in a CREATE TABLE a constraint stands are left out.

    tools/observe_sqlite.py DATABASE
"""
import collections
import ctypes
import ctypes.util
import re
import sqlite3
import sys

TOKEN = re.compile(
    r"""--[^\n]*|/\*.*?\*/|\s+|(?P<token>'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w.$]+|<<|>>|<>|"""
    r"""<=|>=|==|!=|\|\||.)""", re.S)
LIBRARY = ctypes.CDLL(ctypes.util.find_library("sqlite3") or "libsqlite3.so.0")


def tokens(sql, names=None):
    """Words in lower case, names without their quotes; with `names`, "x" is a string where x is none of them."""
    return [unquoted(m["token"], names) for m in TOKEN.finditer(sql or "") if m["token"]]


def unquoted(token, names=None):
    if token[0] in '"`[':
        name = token[1:-1].replace(token[-1] * 2, token[-1])
        return literal(name) if token[0] == '"' and names is not None and name.lower() not in names else name.lower()
    return token if token[0] == "'" else token.lower()


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def inside(words, at):
    """The tokens between the parenthesis at `at` and its end, without parentheses around all of it."""
    depth, end = 0, at
    while True:
        depth += {"(": 1, ")": -1}.get(words[end], 0)
        if depth == 0:
            break
        end += 1
    body = words[at + 1:end]
    if body and body[0] == "(" and inside(body, 0) is not None and closes(body) == len(body) - 1:
        return inside(body, 0)
    return " ".join(body)


def closes(words):
    depth = 0
    for place, word in enumerate(words):
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth == 0:
            return place
    return -1


def clauses(sql, names):
    """What only the text tells: names, checks, generated columns, conflict clauses, deferral and MATCH."""
    words, strung = tokens(sql), tokens(sql, names)
    found = collections.Counter()
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word == "constraint":
            found["name " + following] += 1
        if word in ("check", "as") and following == "(":
            found[word + " " + inside(strung, at + 1)] += 1
        if word == "conflict" and words[at - 1] == "on" and following != "abort":
            found["on conflict " + following] += 1
        if word == "initially" and following == "deferred" and words[at - 2] != "not":
            found["deferred"] += 1
        if word == "match" and following not in ("simple", "("):
            found["match " + following] += 1
    return sorted(found.items())


class Metadata:
    """SQLite's own word on the collation of a column and on AUTOINCREMENT."""

    def __init__(self, path):
        self.handle = ctypes.c_void_p()
        LIBRARY.sqlite3_open_v2(path.encode(), ctypes.byref(self.handle), 1, None)

    def of(self, table, column):
        kind, collation = ctypes.c_char_p(), ctypes.c_char_p()
        flags = [ctypes.c_int() for _ in range(3)]
        LIBRARY.sqlite3_table_column_metadata(
            self.handle, b"main", table.encode(), column.encode(), ctypes.byref(kind), ctypes.byref(collation),
            *map(ctypes.byref, flags))
        return (collation.value or b"").decode().lower(), flags[2].value

    def close(self):
        LIBRARY.sqlite3_close(self.handle)


def columns(db, metadata, table):
    rows = db.execute("select name, type, \"notnull\", dflt_value, pk, hidden from "
                      f"pragma_table_xinfo({literal(table)})").fetchall()
    keyed = any(row[0] == "pk" for row in db.execute(f"select origin from pragma_index_list({literal(table)})"))
    alias = not keyed and sum(row[4] > 0 for row in rows) == 1  # the rowid is never null, said or unsaid
    return sorted((name.lower(), " ".join(tokens(kind)), 1 if alias and key else notnull, default(value), key, hidden,
                   *metadata.of(table, name)) for name, kind, notnull, value, key, hidden in rows)


def default(text):
    """A name behind DEFAULT is a string, quoted or not, and NULL is what holds without any."""
    words = tokens(text)
    if text and text[0] in '"`[':
        return literal(words[0])
    joined = " ".join(words)
    if joined.isidentifier() and joined not in ("null", "true", "false") and not joined.startswith("current_"):
        return literal(text)
    return "" if joined == "null" else joined


def foreign_keys(db, table):
    keys = collections.defaultdict(list)
    for key, seq, parent, own, to, *actions in db.execute(
            'select id, seq, "table", "from", "to", on_update, on_delete '
            f"from pragma_foreign_key_list({literal(table)}) order by id, seq"):
        keys[key].append((parent.lower(), own.lower(), (to or implied(db, parent, seq)).lower(), *actions))
    return sorted(map(sorted, keys.values()))


def implied(db, parent, seq):
    """REFERENCES p alone means p's primary key."""
    rows = db.execute(f"select name from pragma_table_info({literal(parent)}) where pk > 0 order by pk").fetchall()
    return rows[seq][0] if seq < len(rows) else "?"


def key_indexes(db, table):
    return sorted((unique, origin, partial, tuple(
        (str(name).lower(), desc, coll.lower(), key) for name, desc, coll, key in db.execute(
            f"select name, \"desc\", coll, key from pragma_index_xinfo({literal(index)})") if key))
        for index, unique, origin, partial in db.execute(
            f'select name, "unique", origin, partial from pragma_index_list({literal(table)})') if origin != "c")


def index(db, name, table, sql):
    parts = tuple((str(column).lower(), desc, coll.lower()) for column, desc, coll, key in db.execute(
        f"select name, \"desc\", coll, key from pragma_index_xinfo({literal(name)})") if key)
    names = [row[0].lower() for row in db.execute(f"select name from pragma_table_xinfo({literal(table)})")]
    bare = tokens(sql)
    opening = bare.index("(")
    words = bare[:opening] + tokens(sql, names)[opening:]
    expressions = inside(words, opening) if any(part[0] == "none" for part in parts) else ""
    end = opening + 1 + closes(words[opening:])
    return ("index", name.lower(), table.lower(), "unique" in words[:3], parts, expressions, " ".join(words[end:]))


def observed(path):
    db = sqlite3.connect(path)
    metadata = Metadata(path)
    lines = []
    for kind, name, table, sql, root in db.execute(
            "select type, name, tbl_name, sql, rootpage from sqlite_schema where name not like 'sqlite_%'"):
        if kind == "index":
            lines.append(index(db, name, table, sql))
        elif kind != "table" or not root:
            lines.append((kind, name.lower(), table.lower(), " ".join(tokens(sql))))
        else:
            options = db.execute("select wr, strict from pragma_table_list where schema = 'main' and name = ?",
                                 (name,)).fetchone()
            lines.append((kind, name.lower(), *options))
            lines += [(kind, name.lower(), *each) for each in columns(db, metadata, name)]
            lines.append((kind, name.lower(), "foreign keys", foreign_keys(db, name)))
            lines.append((kind, name.lower(), "keys", key_indexes(db, name)))
            own = [row[0].lower() for row in db.execute(f"select name from pragma_table_xinfo({literal(name)})")]
            lines.append((kind, name.lower(), "clauses", clauses(sql, own)))
    metadata.close()
    db.close()
    return "\n".join(sorted(map(str, lines)))


if __name__ == "__main__":
    print(observed(sys.argv[1]))
