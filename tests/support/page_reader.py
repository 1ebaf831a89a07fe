"""Reads a page in headless Chromium as people do, and says what is wrong with it.

Faults are an error on the console, a page or an element wider than the window, a text whose contrast is below 4.5, a
control that Tab does not reach, reaches out of order, or that shows no focus, and whatever axe-core finds. What is
folded is looked at as well.
"""
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

SCHEMES = ("light", "dark")
WIDTHS = (390, 1280)
HEIGHT = 900
TALLEST = 6000  # of a screenshot

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
# Notes each control that gets the focus, and whether it shows that.
FOCUS_IS_NOTED = """
window.focused = [];
document.addEventListener('focusin', ({target}) => {
  const style = getComputedStyle(target);
  if (target.dataset.number !== undefined)
    focused.push([Number(target.dataset.number), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]);
});
"""
# A field of a date has stops of its own inside it.
STOPS_INSIDE = "return 4 * document.querySelectorAll('input[type=date]').length;"
AXE = "const done = arguments[arguments.length - 1]; axe.run(document).then(r => done(r.violations));"


def browser(scripts=True):
    """A new browser. With scripts=False no page runs any, as where a person has switched them off."""
    options = webdriver.ChromeOptions()
    for option in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(option)
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=webdriver.chrome.service.Service("/usr/bin/chromedriver"))
    driver.set_script_timeout(60)
    return driver


def sized(driver, scheme, width, height=HEIGHT):
    """Gives the window a scheme of colours and a size; narrow ones are those of a phone."""
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                           {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})


def keyboard_faults(driver):
    expected = set(driver.execute_script(CONTROLS))
    driver.execute_script(FOCUS_IS_NOTED)
    stops = len(expected) + 2 + driver.execute_script(STOPS_INSIDE)
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB * stops)  # one command: a command for each key takes minutes
    focused = driver.execute_script("return focused")
    reached = list(dict.fromkeys(number for number, _ in focused))
    faults = [f"control {number} shows no focus" for number in reached if [number, False] in focused]
    if expected - set(reached):
        faults.append(f"Tab does not reach {len(expected - set(reached))} of {len(expected)} controls")
    if reached != sorted(reached):
        faults.append(f"Tab reaches the controls out of order: {reached}")
    return faults


def console_faults(driver):
    return [f"console: {line['message']}" for line in driver.get_log("browser")]


def look_faults(driver, when):
    return ([f"{when}wider than the window: {line}" for line in driver.execute_script(TOO_WIDE)] +
            [f"{when}contrast {line}" for line in driver.execute_script(CONTRAST)])


def faults_of(driver, axe):
    """What is wrong with the page that the browser shows; axe is the text of axe-core."""
    faults = look_faults(driver, "") + keyboard_faults(driver)
    driver.execute_script("document.querySelectorAll('details').forEach(e => e.open = true)")
    faults += look_faults(driver, "unfolded: ")
    driver.execute_script(axe)
    faults += [f"axe-core: {fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:120]}"
               for fault in driver.execute_async_script(AXE)]
    return faults + console_faults(driver)


def photograph(driver, scheme, width, file):
    """Writes a picture of the whole page that the browser shows."""
    height = driver.execute_script("return document.documentElement.scrollHeight")
    sized(driver, scheme, width, min(height, TALLEST))
    driver.save_screenshot(str(file))
    sized(driver, scheme, width)
