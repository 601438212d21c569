from odoo.tests.common import ChromeBrowser

# The page's own name for what it is doing stands in its body.
WAIT = """
(async () => {
    const state = () => document.body && document.body.dataset.state;
    while (!state() || ["chosen", "running"].includes(state())) {
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return state();
})()
"""


class OfflineBrowser(ChromeBrowser):
    """Chromium on a page that is opened from disk; any request but for a file is refused."""

    def __init__(self, test_class):
        self.refused_urls = []
        super().__init__(test_class)
        test_class.addClassCleanup(self.stop)

    def _handle_request_paused(self, **params):
        url, request = params["request"]["url"], {"requestId": params["requestId"]}
        if url.startswith("file:"):
            self._websocket_send("Fetch.continueRequest", params=request)
        else:
            self.refused_urls.append(url)
            reason = {"errorReason": "InternetDisconnected"}
            self._websocket_send("Fetch.failRequest", params=request | reason)

    def open_file(self, path):
        """Open a page from disk; returns its state."""
        self.navigate_to(path.as_uri(), wait_stop=True)
        return self.evaluate(WAIT)

    def evaluate(self, expression):
        """Value of a JavaScript expression, awaited where it is a promise."""
        params = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self._websocket_request("Runtime.evaluate", params=params, timeout=60)
        if details := answer.get("exceptionDetails"):
            raise AssertionError(details["exception"].get("description", details["text"]))
        return answer["result"].get("value")

    def choose(self, selector, path):
        """Choose a file or folder in a file input; returns the state the page comes to."""
        root = self._websocket_request("DOM.getDocument")["root"]
        params = {"nodeId": root["nodeId"], "selector": selector}
        node = self._websocket_request("DOM.querySelector", params=params)
        self.evaluate('document.body.dataset.state = "chosen"')
        files = {"nodeId": node["nodeId"], "files": [str(path)]}
        self._websocket_request("DOM.setFileInputFiles", params=files)
        return self.evaluate(WAIT)

    def drop(self, selector, path):
        """Drop a file or folder on an element; returns the state the page comes to."""
        x, y = self.evaluate(f"""(() => {{
            const box = document.querySelector("{selector}").getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()""")
        self.evaluate('document.body.dataset.state = "chosen"')
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            params = {"type": kind, "x": x, "y": y, "data": data}
            self._websocket_request("Input.dispatchDragEvent", params=params)
        return self.evaluate(WAIT)

    def texts(self, selector):
        """Texts of the elements that match and can be seen."""
        return self.evaluate(f"""
            [...document.querySelectorAll("{selector}")]
                .filter((element) => element.offsetParent)
                .map((element) => element.innerText)
        """)
