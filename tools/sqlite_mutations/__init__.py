"""One change of a declared SQLite schema each, in one attribute: MUTATIONS by name."""
from sqlite_mutations.schema import MUTATIONS
import sqlite_mutations.tables  # noqa: F401, registers its changes
import sqlite_mutations.keys  # noqa: F401
import sqlite_mutations.indexes  # noqa: F401

__all__ = ["MUTATIONS"]
