"""A person at a browser: goes to pages, reads them, follows links, fills fields and presses buttons by what they are
called."""
import contextlib
import time

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By

import page_reader
import serving

PATIENCE = 30


class Person:
    """Somebody at a browser of their own, at the pages of one service."""

    def __init__(self, one, scripts=True):
        self.base = f"http://127.0.0.1:{one.port}"
        self.scripts = scripts
        self.downloads = one.folder / "downloads"
        self.downloads.mkdir(exist_ok=True)
        self.driver = page_reader.browser(scripts)
        page_reader.sized(self.driver, "light", 1280)
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior",
                                    {"behavior": "allow", "downloadPath": str(self.downloads)})
        self.driver.execute_cdp_cmd("Browser.grantPermissions", {
            "origin": self.base, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})

    def go(self, path):
        self.driver.get(self.base + path)

    def path(self):
        return self.driver.current_url.removeprefix(self.base)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector="body"):
        return self.one(selector).text

    def texts(self, selector):
        return [found.text for found in self.all(selector)]

    def cells(self, row):
        """The cells of the first row of a table that has this text."""
        for found in self.all("tbody tr"):
            if row in found.text:
                return [cell.text for cell in found.find_elements(By.CSS_SELECTOR, "th, td")]
        raise LookupError(f"no row has {row!r}: " + self.text())

    def leave_by(self, control):
        """Clicks a control, and waits until the page that it is on has been left for another."""
        page = self.one("html")
        control.click()
        latest = time.time() + PATIENCE
        with contextlib.suppress(WebDriverException):  # an element of a page that has been left
            while time.time() < latest:
                page.is_displayed()
                time.sleep(0.02)

    def follow(self, text):
        self.leave_by(self.driver.find_element(By.PARTIAL_LINK_TEXT, text))

    def download(self, text, name):
        """Follows a link to a file; returns its text."""
        self.driver.find_element(By.PARTIAL_LINK_TEXT, text).click()
        return self.downloaded(name)

    def press(self, text, within="main"):
        for found in self.all(within + " button"):
            if found.is_displayed() and text in found.text:
                if found.get_attribute("type") == "submit":
                    return self.leave_by(found)
                return found.click()
        raise LookupError(f"no button {text!r} in: " + self.text())

    def fill(self, label, value):
        for found in self.all("label"):
            if found.text.strip() == label:
                field = self.one("#" + found.get_attribute("for"))
                field.clear()
                field.send_keys(value)
                return
        raise LookupError(f"no field {label!r} in: " + self.text())

    def tick(self, text, is_ticked):
        for found in self.all("label:has(input[type=checkbox])"):
            box = found.find_element(By.CSS_SELECTOR, "input")
            if found.text.strip() == text and box.is_selected() != is_ticked:
                box.click()

    def log_in(self, token):
        self.fill("Token", token)
        self.press("Log in")

    def read(self, what, selector, part):
        serving.expect_in(what, part, self.text(selector))

    def wait_until(self, part, selector):
        """Waits until the page, which stays, says so."""
        latest = time.time() + PATIENCE
        while part not in self.text(selector) and time.time() < latest:
            time.sleep(0.02)

    def wait_for(self, what, selector, part):
        """Loads the page again until it says so."""
        latest = time.time() + PATIENCE
        while part not in self.text(selector) and time.time() < latest:
            time.sleep(0.1)
            self.driver.refresh()
        self.read(what, selector, part)

    def downloaded(self, name):
        """The text of a file that the browser was given to keep."""
        latest = time.time() + PATIENCE
        while not (self.downloads / name).exists() and time.time() < latest:
            time.sleep(0.05)
        return (self.downloads / name).read_text()

    def clipboard(self):
        return self.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")

    def close(self):
        for fault in page_reader.console_faults(self.driver):
            serving.expect("console of " + self.path(), fault, "")
        self.driver.quit()
