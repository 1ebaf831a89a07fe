"""The part of service.py that sends malformed, huge, slow and many requests."""
import collections
import contextlib
import http.client
import os
import random
import signal
import socket
import threading
import time

from serving import expect, service


def part_storm():
    """Requests that are malformed, huge, slow or many: the service answers others meanwhile, and afterwards.

    TENON_STORM_SECONDS says how long (4)."""
    seconds = float(os.environ.get("TENON_STORM_SECONDS", "4"))
    seed = int(os.environ.get("TENON_STORM_SEED", "7"))
    with service() as one:
        one.audited("drifted")
        until = time.time() + seconds
        counts = collections.Counter()

        def connection():
            made = socket.create_connection(("127.0.0.1", one.port), timeout=5)
            made.settimeout(5)
            return made

        def malformed(rng):
            good = (b"POST /api/v1/diff HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    b"Authorization: Bearer " + one.tokens["diff"].encode() + b"\r\nContent-Length: 40\r\n\r\n"
                    b'{"actual": {}, "declared": {}, "x": [1]}')
            text = bytearray(good)
            for _ in range(rng.randrange(1, 12)):
                at = rng.randrange(len(text))
                kind = rng.randrange(4)
                if kind == 0:
                    text[at] = rng.randrange(256)
                elif kind == 1:
                    del text[at:at + rng.randrange(1, 8)]
                elif kind == 2:
                    text[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 20)))
                else:
                    text[at:at] = rng.choice((b"\r\n", b"\0", b"%", b"Transfer-Encoding: chunked\r\n", b"\xff\xfe",
                                              b"Content-Length: 99999999999999999999\r\n", b"../../"))
                if not text:
                    text = bytearray(b"x")
            with connection() as sent:
                sent.sendall(bytes(text))
                sent.shutdown(socket.SHUT_WR)
                sent.recv(65536)

        def huge(rng):
            with connection() as sent:
                sent.sendall(b"POST /api/v1/diff HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                             one.tokens["diff"].encode() + b"\r\nContent-Type: application/json\r\n" +
                             rng.choice((b"Content-Length: 400000000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n")))
                for _ in range(400):
                    sent.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")

        def slow(rng):
            with connection() as sent:
                for byte in b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 200:
                    sent.sendall(bytes([byte]))
                    time.sleep(rng.random() * 0.3)
                    if time.time() > until:
                        return

        def idle(rng):
            with connection() as _:
                time.sleep(min(max(0.0, until - time.time()), 1 + rng.random() * 3))

        def many(rng):
            path = rng.choice(("/", "/targets/drifted", "/jobs", "/api/v1/targets", "/api/v1/events", "/metrics",
                               "/api/v1/audits/1", "/audits/1", "/audits/1/graph", "/nothing", "/login"))
            one.get(path, rng.choice(("admin", "read", None)), timeout=20)

        def attack(kind, number):
            rng = random.Random(seed * 1000 + number)
            while time.time() < until:
                with contextlib.suppress(OSError, http.client.HTTPException):
                    kind(rng)
                counts[kind.__name__] += 1

        kinds = [malformed] * 3 + [huge] + [slow] * 40 + [idle] * 60 + [many] * 8
        threads = [threading.Thread(target=attack, args=(kind, i), daemon=True) for i, kind in enumerate(kinds)]
        for thread in threads:
            thread.start()
        asked = longest = 0
        while time.time() < until:
            begun = time.time()
            expect("healthz in the storm", one.get("/healthz").status, 200)
            longest = max(longest, time.time() - begun)
            asked += 1
            time.sleep(0.1)
        for thread in threads:
            thread.join(30)
        print(f"{dict(counts)}; {asked} probes answered meanwhile, the slowest in {longest:.2f} s")
        expect("it lives", one.process.poll(), None)
        expect("ready afterwards", one.get("/readyz").status, 200)
        expect("a comparison afterwards", one.post("/api/v1/diff", {
            "actual": "CREATE TABLE t (a integer);", "declared": "CREATE TABLE t (a integer);", "dialect": "sqlite"},
            "diff").json()["outcome"], "in_sync")
        one.signal(signal.SIGTERM)
        expect("exit code", one.ended(), 0)
        for word in ("runtime error", "AddressSanitizer", "LeakSanitizer"):
            expect(f"{word} in the log", word in one.said(), False)
