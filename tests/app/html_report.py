"""Reads pages in headless Chromium as people do: light and dark, on a phone and on a desk, by keyboard.

    html_report.py AXE [--screenshots FOLDER] [--served] FILE...

AXE is axe-core's axe.min.js. With --served the files are not opened but served, all from the folder of the first, under
the Content-Security-Policy of the service. Exit 0 and a count, or 1 and a line for each fault: an error on the console, a page or
an element wider than the window, a text whose contrast is below 4.5, a control that Tab does not reach or that shows
no focus, or whatever axe-core finds. What is folded is looked at as well.
"""
import functools
import http.server
import pathlib
import sys
import threading

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

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

CONTRAST = """
const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const behind = element => {
  for (let e = element; e; e = e.parentElement) {
    const style = getComputedStyle(e);
    const color = e instanceof SVGElement && e.tagName !== 'svg' ? [] : rgb(style.backgroundColor);
    if (color.length === 3 || color[3] === 1) return color.slice(0, 3);
  }
  return rgb(getComputedStyle(document.documentElement).backgroundColor);
};
const low = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; node = walker.nextNode();) {
  const element = node.parentElement;
  if (!node.textContent.trim() || element.closest('svg') || !element.checkVisibility()) continue;
  const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  if (ratio < 4.5) low.push(ratio.toFixed(2) + ' ' + node.textContent.trim().slice(0, 40));
}
return low;
"""
TOO_WIDE = """
const wide = [];
if (document.documentElement.scrollWidth > innerWidth) wide.push('the page: ' + document.documentElement.scrollWidth);
for (const element of document.querySelectorAll('body *')) {
  if (element.closest('.picture, .scroll, .copied pre') && !element.matches('.picture, .scroll, .copied pre')) continue;
  const box = element.getBoundingClientRect();
  if (element.checkVisibility() && box.width && box.right > innerWidth + 1 && !element.matches('.skip'))
    wide.push(element.tagName + ' ' + element.className + ': ' + Math.round(box.right));
  const style = getComputedStyle(element);
  if (element.clientWidth && style.overflowX === 'visible' && element.scrollWidth > element.clientWidth + 1)
    wide.push('what is in ' + element.tagName + ' ' + element.className + ': ' + element.textContent.trim().slice(0, 40));
}
return wide.slice(0, 5);
"""
CONTROLS = """
const all = 'a[href], summary, [tabindex="0"], button, select, input:not([type="hidden"])';
return [...document.querySelectorAll(all)]
  .filter(e => e.checkVisibility() || e.matches('.skip')).map((e, i) => (e.dataset.number = i, i));
"""
FOCUSED = """
const e = document.activeElement, style = getComputedStyle(e);
return [e.dataset.number ?? null, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
"""
# A field of a date has stops of its own inside it.
STOPS_INSIDE = "return 4 * document.querySelectorAll('input[type=date]').length;"
AXE = "const done = arguments[arguments.length - 1]; axe.run(document).then(r => done(r.violations));"


def browser():
    options = webdriver.ChromeOptions()
    for option in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(option)
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.chrome.service.Service("/usr/bin/chromedriver"))


def hold_keyboard(driver, say):
    expected = set(driver.execute_script(CONTROLS))
    reached = set()
    body = driver.find_element(By.TAG_NAME, "body")
    for _ in range(len(expected) + 2 + driver.execute_script(STOPS_INSIDE)):
        (driver.switch_to.active_element if reached else body).send_keys(Keys.TAB)
        number, is_shown = driver.execute_script(FOCUSED)
        if number is None:
            continue
        if not is_shown:
            say(f"control {number} shows no focus")
        reached.add(int(number))
    if expected - reached:
        say(f"Tab does not reach {len(expected - reached)} of {len(expected)} controls")


def hold(driver, file, scheme, width):
    def say(text):
        faults.append(f"{file.name} {scheme} {width}: {text}")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                           {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
    driver.get(address(file))
    for line in driver.execute_script(TOO_WIDE):
        say(f"wider than the window: {line}")
    for line in driver.execute_script(CONTRAST):
        say(f"contrast {line}")
    hold_keyboard(driver, say)
    driver.execute_script("document.querySelectorAll('details').forEach(e => e.open = true)")
    for line in driver.execute_script(TOO_WIDE):
        say(f"wider than the window, unfolded: {line}")
    for line in driver.execute_script(CONTRAST):
        say(f"unfolded: contrast {line}")
    driver.execute_script(axe)
    for fault in driver.execute_async_script(AXE):
        say(f"axe-core: {fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:120]}")
    for line in driver.get_log("browser"):
        say(f"console: {line['message']}")
    if screenshots:
        driver.get(address(file))
        height = driver.execute_script("return document.documentElement.scrollHeight")
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                               {"width": width, "height": min(height, 6000), "deviceScaleFactor": 1,
                                "mobile": width < 500})
        driver.save_screenshot(str(screenshots / f"{file.stem}-{scheme}-{width}.png"))


driver = browser()
try:
    driver.set_script_timeout(60)
    for file in files:
        for scheme in ("light", "dark"):
            for width in (390, 1280):
                hold(driver, file, scheme, width)
finally:
    driver.quit()
print("\n".join(faults) if faults else f"{len(files)} pages, each light and dark at 390 and 1,280 pixels")
sys.exit(1 if faults else 0)
