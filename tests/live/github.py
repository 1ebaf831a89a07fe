"""A GitHub of its own on loopback: it keeps issues, and can fail, be slow, lose an answer or forget its index."""
import http.server
import json
import re
import threading
import time
import urllib.parse


class Github:
    """Issues of one repository. `faults` is a list of what the next requests that match go through."""

    TOKEN = "ghp_zq7canary0123456789"

    def __init__(self, repository="acme/databases"):
        self.repository = repository
        self.issues = []
        self.calls = []
        self.faults = []
        self.has_index = True
        self.lock = threading.Lock()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def fault(self, method, path, **what):
        """The next request of this method whose path matches: status, headers, slow (seconds), is_lost."""
        self.faults.append((method, path, what))

    def taken_fault(self, method, path):
        with self.lock:
            for one in self.faults:
                if one[0] == method and re.search(one[1], path):
                    self.faults.remove(one)
                    return one[2]
        return {}

    def bodies(self, number):
        return [comment["body"] for comment in self.issues[number - 1]["comments"]]

    def shown(self, issue):
        return {key: value for key, value in issue.items() if key != "comments"}

    def find(self, number):
        return self.issues[number - 1] if 0 < number <= len(self.issues) else None

    def answer(self, method, path, query, body):
        """Returns the status and the JSON of one request."""
        base = f"/repos/{self.repository}"
        if path == "/search/issues":
            word = re.match(r'"([^"]+)" in:body is:issue repo:(\S+)$', query["q"][0])
            if word[2] != self.repository:
                return 422, {"message": "Validation Failed"}
            found = [self.shown(one) for one in self.issues if self.has_index and word[1] in one["body"]]
            return 200, {"total_count": len(found), "items": found}
        if not path.startswith(base + "/issues"):
            return 404, {"message": "Not Found"}
        rest = path[len(base + "/issues"):].strip("/").split("/")
        if rest == [""]:
            if method == "POST":
                self.issues.append({"number": len(self.issues) + 1, "state": "open", "title": body["title"],
                                    "body": body["body"], "comments": []})
                return 201, self.shown(self.issues[-1])
            return 200, [self.shown(one) for one in reversed(self.issues)][:100]
        issue = self.find(int(rest[0]))
        if not issue:
            return 404, {"message": "Not Found"}
        if rest[1:] == ["comments"]:
            if method == "POST":
                issue["comments"].append({"body": body["body"]})
                return 201, issue["comments"][-1]
            return 200, issue["comments"]
        if method == "PATCH":
            issue.update(body)
        return 200, self.shown(issue)

    def handler(self):
        github = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def respond(self):
                url = urllib.parse.urlsplit(self.path)
                text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fault = github.taken_fault(self.command, self.path)
                time.sleep(fault.get("slow", 0))
                status, answer = 401, {"message": "Bad credentials"}
                if self.headers["Authorization"] == f"Bearer {github.TOKEN}":
                    with github.lock:
                        github.calls.append(f"{self.command} {url.path}")
                        if "status" in fault:
                            status, answer = fault["status"], {"message": "as it was told to"}
                        else:
                            status, answer = github.answer(self.command, url.path, urllib.parse.parse_qs(url.query),
                                                           json.loads(text) if text else None)
                if fault.get("is_lost"):
                    self.close_connection = True
                    return
                sent = json.dumps(answer).encode()
                self.send_response(status)
                for name, value in fault.get("headers", {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            do_GET = do_POST = do_PATCH = respond

        return Handler
