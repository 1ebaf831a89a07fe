"""The database, the steps and the exceptions of tools/dump_law.py."""
