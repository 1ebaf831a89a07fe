#!/usr/bin/env python3
"""Prints a declared schema of N tables: 8 columns, a primary key, two foreign keys (rings among them), a
unique, two checks and two indexes each."""
import json
import sys

count = int(sys.argv[1])
tables = {}
for i in range(count):
    tables[f"table_{i}"] = {
        "columns": {
            "id": {"type": "bigint", "primary_key": True},
            "code": {"type": "varchar(40)", "nullable": False, "unique": True},
            "name": {"type": "text", "index": True},
            "state": {"type": "varchar(10)", "nullable": False, "default": "'new'",
                      "check": {"name": "state_known", "sqltext": "state in ('new', 'open', 'done')"}},
            "amount": {"type": "numeric(12,2)", "check": {"name": "amount_positive", "sqltext": "amount >= 0"}},
            "created": {"type": "timestamp", "nullable": False, "default": "CURRENT_TIMESTAMP"},
            "next_id": {"type": "bigint", "foreign_key": f"table_{(i + 1) % count}.id"},
            "peer_id": {"type": "bigint", "foreign_key": {"references": f"table_{(i * 7 + 3) % count}.id",
                                                           "ondelete": "CASCADE"}},
        },
        "indexes": [{"name": f"ix_table_{i}_open", "columns": ["state", {"column": "created", "order": "desc"}],
                     "where": "state <> 'done'"}],
    }
print(json.dumps({
    "naming_convention": {
        "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
    "tables": tables}))
