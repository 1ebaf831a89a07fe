"""A `tenon serve` over a fleet of shops with two nights of history, for tests that look at its pages."""
import contextlib
import datetime
import os
import re
import socket
import sqlite3
import subprocess
import threading

import serving

SHOPS = [f"shop-{number:02}" for number in range(1, 32)]
BY_HAND = ["shop-05", "shop-06", "shop-07"]  # an index that nobody declared, from the first night on
TOO_EARLY = [f"shop-{number}" for number in range(10, 16)]  # a state and an index are missing since the second
UNREACHABLE = "archive"
SCHEMA = """\
CREATE TABLE customer (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT,
  CONSTRAINT uq_customer_email UNIQUE (email));
CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'new', placed_at TEXT NOT NULL,
  CONSTRAINT fk_orders_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE,
  CONSTRAINT ck_orders_state CHECK (state IN ('new', 'paid', 'sent')));
CREATE TABLE order_item (
  order_id INTEGER NOT NULL, product_id INTEGER NOT NULL, amount INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT pk_order_item PRIMARY KEY (order_id, product_id),
  CONSTRAINT fk_item_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT fk_item_product FOREIGN KEY (product_id) REFERENCES product (id));
CREATE INDEX ix_orders_customer_id ON orders (customer_id);
"""


class Fleet(serving.Service):
    """31 shops and an archive that cannot be reached, audited yesterday and today."""

    CONFIGURATION = "version = 1\n" + serving.STORE_AND_SERVICE

    def __init__(self, more="", **options):
        super().__init__(more, starts=False, **options)
        self.run("audit", "--all")
        self.age_store()
        for shop in TOO_EARLY:
            self.make_shop(shop, SCHEMA.replace(", 'sent'", "").replace("CREATE INDEX ix_orders", "-- "))
        self.run("audit", "--all")
        self.start()

    def make_targets(self):
        (self.folder / "schema.sql").write_text(SCHEMA)
        for shop in SHOPS:
            self.make_shop(shop, SCHEMA + ("CREATE INDEX ix_product_by_hand ON product (name);"
                                           if shop in BY_HAND else ""))

    def make_shop(self, name, schema):
        path = self.folder / f"{name}.db"
        path.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(path)) as made:
            made.executescript(schema)
            made.executescript("INSERT INTO customer (id, name) VALUES (1, 'Ada');"
                               "INSERT INTO orders (id, customer_id, placed_at) VALUES (1, 1, '2026-01-01');")

    def configure(self, more):
        super().configure(more + "".join(self.target_text(number, name)
                                         for number, name in enumerate([*SHOPS, UNREACHABLE])))

    def target_text(self, number, name):
        env = "test" if number % 3 == 0 or name == UNREACHABLE else "prod"
        return (f'\n[targets.{name}]\nurl = "sqlite:///{name}.db"\ndeclared = "schema.sql"\n'
                f'labels = {{ env = "{env}", region = "{("north", "south")[number % 2]}" }}\n'
                'schedule = { cron = "0 3 * * *", time_zone = "Europe/Berlin", jitter = "10m" }\n')

    def age_store(self):
        """Moves all that the store knows a day back, behind its back."""
        with contextlib.closing(sqlite3.connect(self.folder / "store.db")) as store, store:
            store.create_function("aged", 1, aged)
            for (table,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                columns = [row[1] for row in store.execute(f'PRAGMA table_info("{table}")')]
                if columns and not table.startswith("sqlite_"):
                    sets = ", ".join(f'"{name}" = aged("{name}")' for name in columns)
                    store.execute(f'UPDATE "{table}" SET {sets}')


def aged(value):
    if not isinstance(value, str):
        return value
    return re.sub(r"\b\d{4}-\d\d-\d\d(?=T\d\d:\d\d:\d\d)",
                  lambda day: str(datetime.date.fromisoformat(day[0]) - datetime.timedelta(days=1)), value)


class Away:
    """A service whose store is in PostgreSQL and can be taken away: the way to it is cut, and mended again."""

    def __init__(self):
        self.database = f"dashboard_{os.getpid()}"
        subprocess.run(["createdb", self.database], check=True)
        self.sockets = []
        self.service = serving.Service(starts=False)
        self.path = str(self.service.folder / ".s.PGSQL.5432")
        self.restore()
        url = f"postgresql://tenon@/{self.database}?host={self.service.folder}"
        self.service.CONFIGURATION = self.service.CONFIGURATION.replace("sqlite:///store.db", url)
        self.service.configure("")
        self.service.tokens = {"admin": self.service.token("admin", "--scope", "admin")}
        self.service.start()

    def restore(self):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen(64)
        threading.Thread(target=self.lead, args=(self.listener,), daemon=True).start()

    def lead(self, listener):
        with contextlib.suppress(OSError):
            while True:
                near = listener.accept()[0]
                far = socket.socket(socket.AF_UNIX)
                far.connect(os.environ["PGHOST"] + "/.s.PGSQL.5432")
                self.sockets += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=carry, args=(one, other), daemon=True).start()

    def cut(self):
        os.unlink(self.path)
        for one in [self.listener, *self.sockets]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self.sockets = []

    def close(self):
        self.cut()
        self.service.close()
        subprocess.run(["dropdb", "--force", self.database], check=True)


def carry(one, other):
    with contextlib.suppress(OSError):
        while text := one.recv(65536):
            other.sendall(text)
        other.shutdown(socket.SHUT_RDWR)
