"""Reads pages in headless Chromium as people do: light and dark, on a phone and on a desk, by keyboard.

    html_report.py AXE [--screenshots FOLDER] [--served] FILE...

AXE is axe-core's axe.min.js. With --served the files are not opened but served, all from the folder of the first, under
the Content-Security-Policy of the service. Exit 0 and a count, or 1 and a line for each fault; page_reader.py says what
one is.
"""
import functools
import http.server
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import page_reader

arguments = sys.argv[1:]
screenshots = None
if "--screenshots" in arguments:
    at = arguments.index("--screenshots")
    screenshots = pathlib.Path(arguments[at + 1])
    del arguments[at:at + 2]
is_served = "--served" in arguments
if is_served:
    arguments.remove("--served")
axe = pathlib.Path(arguments[0]).read_text(encoding="utf-8")
files = [pathlib.Path(name).resolve() for name in arguments[1:]]
faults = []
POLICY = ("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
          "frame-ancestors 'none'; base-uri 'none'")


class Served(http.server.SimpleHTTPRequestHandler):
    """Answers with the files of a folder as the service answers with its pages."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


def served_folder():
    """Serves the folder of the first file; returns the address that stands before the name of a file."""
    handler = functools.partial(Served, directory=str(files[0].parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


base = served_folder() if is_served else None


def address(file):
    return base + file.name if base else file.as_uri()


def hold(driver, file, scheme, width):
    page_reader.sized(driver, scheme, width)
    driver.get(address(file))
    faults.extend(f"{file.name} {scheme} {width}: {fault}" for fault in page_reader.faults_of(driver, axe))
    if screenshots:
        driver.get(address(file))
        page_reader.photograph(driver, scheme, width, screenshots / f"{file.stem}-{scheme}-{width}.png")


driver = page_reader.browser()
try:
    for file in files:
        for scheme in page_reader.SCHEMES:
            for width in page_reader.WIDTHS:
                hold(driver, file, scheme, width)
finally:
    driver.quit()
print("\n".join(faults) if faults else f"{len(files)} pages, each light and dark at 390 and 1,280 pixels")
sys.exit(1 if faults else 0)
