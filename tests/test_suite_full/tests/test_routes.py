"""Inventory of the web routes: each says who may call it, how, and whether it writes."""

import ast

from odoo.tests import BaseCase, tagged

from .repository import product_trees, shown

REQUIRED = {"auth", "type"}
OPEN_TO_ALL = {"public", "none"}
# Routes that answer without a login, each looked at by a person: what they give away.
REVIEWED_PUBLIC = {
    "answer": "takes one score for one session in, once, for the random token of a link",
    "ask": "the kind and day of one session, for the random token of a link; names nobody",
    "show": "the name of one device or kit, for the random token on its label",
    "send": "takes a fault report in, once for each form, rate-limited; answers with thanks",
}


@tagged("standard", "post_install", "-at_install")
class TestRoutes(BaseCase):
    def routes(self):
        """(place, function, route keywords as source text) of every @route of ours."""
        for path, _lines, tree in product_trees():
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    for call in node.decorator_list:
                        if self.is_route(call):
                            yield f"{shown(path)}:{node.lineno} {node.name}", node, call

    def is_route(self, decorator):
        return (
            isinstance(decorator, ast.Call)
            and ast.unparse(decorator.func).rpartition(".")[2] == "route"
            and bool(decorator.args or decorator.keywords)
        )

    def keywords(self, call):
        return {
            keyword.arg: keyword.value.value
            if isinstance(keyword.value, ast.Constant)
            else ast.unparse(keyword.value)
            for keyword in call.keywords
        }

    def assertNothing(self, findings, advice):
        findings = sorted(findings)
        self.assertFalse(findings, "\n".join([advice, *findings]))

    def test_every_route_declares_auth_and_type(self):
        findings = [
            f"{place}: {', '.join(sorted(missing))}"
            for place, _node, call in self.routes()
            if (missing := REQUIRED - set(self.keywords(call)))
        ]
        self.assertNothing(findings, "Routes that leave the decision to a default:")

    def test_no_route_uses_the_deprecated_json_type(self):
        findings = [
            place
            for place, _node, call in self.routes()
            if self.keywords(call).get("type") == "json"
        ]
        self.assertNothing(findings, "type='json' is called 'jsonrpc' now:")

    def test_every_http_route_names_its_methods(self):
        findings = [
            place
            for place, _node, call in self.routes()
            if self.keywords(call).get("type") == "http" and "methods" not in self.keywords(call)
        ]
        self.assertNothing(findings, "Say methods=['GET'] or ['POST']:")

    def test_reading_routes_are_readonly(self):
        findings = [
            place
            for place, _node, call in self.routes()
            if self.keywords(call).get("methods") == "['GET']"
            and "readonly" not in self.keywords(call)
        ]
        self.assertNothing(findings, "A GET route says readonly=True, or False and why:")

    def test_uploads_limit_their_size(self):
        findings = [
            place
            for place, _node, call in self.routes()
            if "POST" in str(self.keywords(call).get("methods"))
            and self.keywords(call).get("type") == "http"
            and "max_content_length" not in self.keywords(call)
        ]
        self.assertNothing(findings, "Give the POST route a max_content_length:")

    def test_csrf_is_never_switched_off(self):
        findings = [
            place
            for place, _node, call in self.routes()
            if self.keywords(call).get("csrf") is False
            and self.keywords(call).get("auth") != "bearer"
        ]
        self.assertNothing(findings, "csrf=False only for bearer routes:")

    def test_routes_without_login_were_reviewed(self):
        findings = [
            place
            for place, node, call in self.routes()
            if self.keywords(call).get("auth") in OPEN_TO_ALL and node.name not in REVIEWED_PUBLIC
        ]
        self.assertNothing(findings, "Add to REVIEWED_PUBLIC with what it gives away:")
