"""The part of service.py that holds every route against every scope."""
import re

from serving import expect, expect_in, service

# Every route, what a caller must have for it, and a body with which it does something. None: anybody may.
SCOPES = {
    ("GET", "/api/v1/openapi.json"): None,
    ("GET", "/api/v1/targets"): "read",
    ("GET", "/api/v1/targets/{name}"): "read",
    ("PUT", "/api/v1/targets/{name}"): "write",
    ("DELETE", "/api/v1/targets/{name}"): "admin",
    ("GET", "/api/v1/targets/{name}/audits"): "read",
    ("POST", "/api/v1/targets/{name}/audits"): "audit",
    ("GET", "/api/v1/targets/{name}/model"): "read",
    ("POST", "/api/v1/targets/{name}/migrations"): "audit",
    ("POST", "/api/v1/audits"): "audit",
    ("GET", "/api/v1/audits/{id}"): "read",
    ("GET", "/api/v1/audits/{a}/compare/{b}"): "read",
    ("GET", "/api/v1/jobs"): "read",
    ("GET", "/api/v1/jobs/{id}"): "read",
    ("DELETE", "/api/v1/jobs/{id}"): "audit",
    ("GET", "/api/v1/drifts"): "read",
    ("GET", "/api/v1/drifts/{fingerprint}"): "read",
    ("GET", "/api/v1/findings"): "read",
    ("GET", "/api/v1/acks"): "read",
    ("POST", "/api/v1/acks"): "ack",
    ("DELETE", "/api/v1/acks/{id}"): "ack",
    ("GET", "/api/v1/events"): "read",
    ("GET", "/api/v1/events/verify"): "read",
    ("GET", "/api/v1/webhooks"): "admin",
    ("PUT", "/api/v1/webhooks/{name}"): "admin",
    ("DELETE", "/api/v1/webhooks/{name}"): "admin",
    ("POST", "/api/v1/webhooks/{name}/test"): "admin",
    ("GET", "/api/v1/webhooks/{name}/deliveries"): "admin",
    ("POST", "/api/v1/deliveries/{id}/redeliver"): "admin",
    ("GET", "/api/v1/tokens"): "admin",
    ("POST", "/api/v1/tokens"): "admin",
    ("DELETE", "/api/v1/tokens/{id}"): "admin",
    ("POST", "/api/v1/diff"): "diff",
    ("POST", "/api/v1/generate"): "diff",
    ("POST", "/api/v1/render"): "diff",
    ("GET", "/healthz"): None,
    ("GET", "/readyz"): None,
    ("GET", "/metrics"): "metrics",
    ("GET", "/"): "read",
    ("GET", "/drifts/{fingerprint}"): "read",
    ("GET", "/drifts/{fingerprint}/migration.sql"): "read",
    ("GET", "/targets/{name}"): "read",
    ("GET", "/audits/{id}"): "read",
    ("GET", "/audits/{id}/graph"): "read",
    ("GET", "/audits/{a}/compare/{b}"): "read",
    ("GET", "/schedule"): "read",
    ("GET", "/jobs"): "read",
    ("GET", "/webhooks"): "admin",
    ("GET", "/acks"): "read",
    ("GET", "/tokens"): "admin",
    ("GET", "/about"): "read",
    ("GET", "/login"): None,
    ("GET", "/style.css"): None,
    ("GET", "/app.js"): None,
}


def part_scopes():
    """Every route with every scope: what may is answered, what may not is 403, and nobody is 401."""
    with service() as one:
        filled = lambda path: re.sub(r"\{\w+\}", "9999", path)
        for (method, path), wanted in SCOPES.items():
            body = {} if method == "POST" else None
            nobody = one.ask(method, filled(path), body)
            if wanted is None:
                expect(f"{method} {path} by nobody", nobody.status, 200)
                continue
            is_page = not path.startswith(("/api/", "/metrics"))
            expect(f"{method} {path} by nobody", nobody.status, 303 if is_page else 401)
            if not is_page:
                expect_in(f"challenge of {method} {path}", "Bearer", nobody.headers.get("www-authenticate", ""))
            for scope in one.tokens:
                if (method, path) == ("POST", "/api/v1/audits") and scope in ("audit", "admin"):
                    continue  # it would audit, which other parts look at
                found = one.ask(method, filled(path), body, scope).status
                may = scope in (wanted, "admin")
                expect(f"{method} {path} with {scope}", found in (401, 403), not may)
        document = one.get("/api/v1/openapi.json").json()
        described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
        listed = {(method, path) for method, path in SCOPES if path.startswith("/api/")}
        expect("routes of openapi.json", described, listed)
        for (method, path), scope in SCOPES.items():
            if path.startswith("/api/"):
                found = document["paths"][path][method.lower()]["security"]
                expect(f"security of {method} {path}", found, [{"token": [scope]}] if scope else [])
