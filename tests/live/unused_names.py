"""Names the imports, functions, classes and variables of Python files that nothing in them uses.

    unused_names.py FILE...

Prints a line for each and exits 1, or exits 0. upgrade(), downgrade() and the variables that Alembic reads are used
by it. Stands in for pyflakes where that is not installed.
"""
import ast
import sys

ALEMBICS = {"upgrade", "downgrade", "revision", "down_revision", "branch_labels", "depends_on"}


def defined(tree):
    """Each name that the file binds: imports, definitions and assigned variables."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                yield alias.asname or alias.name
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node in tree.body:
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def unused(tree):
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return sorted(set(defined(tree)) - used - ALEMBICS - {"cache_ok"})


found = False
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for name in unused(ast.parse(file.read(), path)):
            print(f"{path}: {name} is used by nothing")
            found = True
sys.exit(found)
