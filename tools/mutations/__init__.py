"""The single changes that tools/mutate makes: for each kind and attribute, which objects it can be done to,
the SQL that does it, and what tenon is to say of it."""
from . import constraints, indexes, tables, types
from .parts import TABLESPACE  # noqa: F401


def families():
    for group in (tables, constraints, indexes, types):
        yield from group.families()
