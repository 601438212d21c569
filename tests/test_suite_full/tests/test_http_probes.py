"""Strangers call everything a server answers to, with the ids of the Debao contract.

Every answer is a refusal or empty: no byte of the contract comes back, nothing changes, and
no call ends in a crash. Debug mode is on, because it makes Odoo's refusals talkative.
"""

import io
import json
import re
import zipfile
from datetime import datetime, timedelta

from odoo import http
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import STOCK_FAMILY, SuiteHttpCase, our_models
from .markers import markers_in, markers_of
from .probes import (
    FIELDS,
    MODEL_CALLS,
    RECORD_CALLS,
    arguments,
    is_callable,
    is_model_method,
    own_methods,
)
from .repository import product_addons
from .roles import CALLERS, DEVICE_READER, READER

REFUSALS = {
    "odoo.exceptions.AccessError",
    "odoo.exceptions.MissingError",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "odoo.exceptions.RedirectWarning",
    "odoo.exceptions.AccessDenied",
}
# Sampled per model: a rule decides by row, but rows of one contract share their fate.
SAMPLE = 3
LOGS = (
    "odoo.http",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.web.controllers.report",
    "odoo.sql_db",
    "odoo.addons.base.models.ir_qweb",
)


@tagged("standard", "post_install", "-at_install")
class TestHttpProbes(SuiteHttpCase):
    roles = (*CALLERS, READER, DEVICE_READER)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_family()
        cls.markers = markers_of(cls.debao, cls.family)
        cls.created = set(our_models(cls.env, created_only=True))
        cls.targets = {
            model: ids[:SAMPLE]
            for model, ids in cls.family.items()
            if model in cls.created or model in STOCK_FAMILY
        }

    def setUp(self):
        super().setUp()
        self.findings = []
        self.before = self.state()

    def check(self):
        """Close the round: what leaked and what changed."""
        self.env.invalidate_all()
        changed = {table for table, hash_ in self.state().items() if self.before[table] != hash_}
        self.findings += [f"{table}: rows changed" for table in changed]
        self.assertFalse(self.findings, "\n".join(sorted(set(self.findings))))

    def state(self):
        """One digest per table of the family, so that a silent write shows."""
        self.env.flush_all()
        return {
            model: self.digest(model, ids)
            for model, ids in self.family.items()
            if self.env[model]._auto
        }

    def digest(self, model, ids):
        table = SQL.identifier(self.env[model]._table)
        query = SQL(
            "SELECT md5(string_agg(row::text, '|' ORDER BY row.id)) FROM %s row WHERE id IN %s",
            table,
            tuple(ids),
        )
        return self.env.execute_query(query)[0][0]

    def url_open(self, *args, **kwargs):
        """Read every answer as UTF-8: the guess that `requests` makes takes longer than the call."""
        response = super().url_open(*args, **kwargs)
        response.encoding = "utf-8"
        return response

    def login_as(self, role):
        self.authenticate(role.login, role.login, session_extra={"debug": "1"})

    def inspect(self, place, response, expect_refusal=False):
        """File a finding when the answer crashes, shows a marker, or lets a call through."""
        text = self.readable(response)
        if self.crashed(response):
            self.findings.append(f"{place}: crashed: {text[:200]}")
        if found := markers_in(text, self.markers):
            self.findings.append(f"{place}: shows {found[:3]}")
        if expect_refusal and response.ok and "error" not in self.answer(response):
            self.findings.append(f"{place}: let through: {text[:120]}")

    def answer(self, response):
        try:
            answer = response.json()
        except ValueError:
            return {}
        return answer if isinstance(answer, dict) else {"result": answer}

    def readable(self, response):
        """The body as a person reads it: JSON escapes resolved, spreadsheets unpacked."""
        if response.content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
                parts = map(archive.read, archive.namelist())
                return "".join(part.decode(errors="replace") for part in parts)
        answer = self.answer(response)
        return json.dumps(answer, ensure_ascii=False) if answer else response.text

    def crashed(self, response):
        """Exports wrap every refusal in a 500: there the name of the error decides."""
        text = response.text if response.status_code >= 500 else ""
        error = self.answer(response).get("error")
        if error:
            text = str(error.get("data", {}).get("name"))
        return bool(text) and not any(name in text for name in REFUSALS)

    def rpc(self, route, model, method, args, kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.url_open(route, json={"jsonrpc": "2.0", "method": "call", "params": params})

    def each_target(self):
        for role in CALLERS:
            self.login_as(role)
            for model, ids in self.targets.items():
                yield role, model, ids

    def test_who_may_read_does_see_the_markers(self):
        """The probes look at the right place: with rights they find something."""
        self.env.ref("base.group_allow_export").user_ids += self.users[READER.key]
        self.login_as(READER)
        ids, place = self.debao.ids, "project.project"
        for response in (
            self.rpc("/web/dataset/call_kw", place, "read", [ids, ["name"]], {}),
            self.export("csv", place, ids),
            self.export("xlsx", place, ids),
        ):
            self.assertTrue(markers_in(self.readable(response), self.markers))

    def test_who_may_read_can_print(self):
        for report in self.reports().filtered(self.is_ours):
            prints_devices = report.report_name.startswith("equipment_asset.")
            self.login_as(DEVICE_READER if prints_devices else READER)
            for kind in self.print_kinds(report):
                url = f"/report/{kind}/{report.report_name}/{self.targets[report.model][0]}"
                with self.subTest(url=url):
                    self.assertTrue(self.url_open(url, timeout=60).ok)

    def reports(self):
        return self.env["ir.actions.report"].search([("model", "in", list(self.targets))])

    def is_ours(self, report):
        return report.report_name.partition(".")[0] in product_addons()

    @mute_logger(*LOGS)
    def test_stock_methods_give_nothing_away(self):
        for role, model, ids in self.each_target():
            for method, args in RECORD_CALLS:
                if is_callable(self.env[model], method):
                    response = self.rpc("/web/dataset/call_kw", model, method, [ids[:1], *args], {})
                    self.inspect(f"{role.key} {model}.{method}", response)
            for method, keywords in MODEL_CALLS:
                response = self.rpc("/web/dataset/call_kw", model, method, [], keywords(ids))
                self.inspect(f"{role.key} {model}.{method}", response)
        self.check()

    @mute_logger(*LOGS)
    def test_own_methods_give_nothing_away(self):
        for role, model, ids in self.each_target():
            records = self.env[model]
            for method in own_methods(records):
                keywords = arguments(records, method)
                self.assertIsNotNone(keywords, f"ARGUMENTS lacks a parameter of {model}.{method}")
                args = [] if is_model_method(records, method) else [ids[:1]]
                call = (model, method, args, keywords)
                response = self.rpc("/web/dataset/call_kw", *call)
                self.inspect(f"{role.key} {model}.{method}", response)
                # the other route hands on the action that this one answers with, or its refusal
                if role is CALLERS[0] or "error" not in self.answer(response):
                    response = self.rpc("/web/dataset/call_button", *call)
                    self.inspect(f"{role.key} button {model}.{method}", response)
        self.check()

    @mute_logger(*LOGS)
    def test_bearer_keys_open_nothing_more(self):
        expiry = datetime.now() + timedelta(hours=1)
        for role in CALLERS:
            keys = self.env["res.users.apikeys"].with_user(self.users[role.key])
            headers = {"Authorization": f"bearer {keys.sudo()._generate(None, 'probe', expiry)}"}
            self.authenticate(None, None)
            for model, ids in self.targets.items():
                self.probe_json2(role, model, ids, headers)
        self.check()

    def probe_json2(self, role, model, ids, headers):
        records = self.env[model]
        calls = [("read", {"fields": FIELDS}), ("export_data", {"fields_to_export": FIELDS})]
        calls += [(method, arguments(records, method) or {}) for method in own_methods(records)]
        for method, keywords in calls:
            own_ids = {} if is_model_method(records, method) else {"ids": ids[:1]}
            response = self.url_open(
                f"/json/2/{model}/{method}", json={**own_ids, **keywords}, headers=headers
            )
            self.inspect(f"{role.key} /json/2 {model}.{method}", response)

    @mute_logger(*LOGS)
    def test_files_exports_and_prints_give_nothing_away(self):
        reports = self.reports()
        for role, model, ids in self.each_target():
            for url in self.file_urls(model, ids):
                self.inspect(f"{role.key} {url}", self.url_open(url))
            for kind in ("csv", "xlsx"):
                self.inspect(f"{role.key} export {kind} {model}", self.export(kind, model, ids))
            for report in reports.filtered(lambda report: report.model == model):  # noqa: B023
                for kind in self.print_kinds(report):
                    url = f"/report/{kind}/{report.report_name}/{ids[0]}"
                    answer = self.url_open(url)
                    self.inspect(f"{role.key} {url}", answer, self.is_ours(report))
        self.check()

    def file_urls(self, model, ids):
        records = self.env[model]
        for field in records._fields.values():
            if field.type in ("binary", "image"):
                for kind in ("content", "image"):
                    yield f"/web/{kind}/{model}/{ids[0]}/{field.name}"
        if model == "ir.attachment":
            for id_ in ids:
                yield f"/web/content/{id_}"

    def print_kinds(self, report):
        """Stock prints only as HTML: the same template, and its words can be searched."""
        if report.report_type.startswith("qweb"):
            return ("html", "pdf") if self.is_ours(report) else ("html",)
        return (report.report_type,)

    def export(self, kind, model, ids):
        data = {
            "model": model, "fields": [{"name": "display_name", "label": "x"}], "ids": ids,
            "domain": [], "groupby": [], "import_compat": False, "context": {},
        }  # fmt: skip
        form = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        return self.url_open(f"/web/export/{kind}", data=form)

    @mute_logger(*LOGS)
    def test_own_routes_give_nothing_away(self):
        """Every route of ours with a number in it, tried with ids of every family model."""
        urls = {
            url
            for url, _endpoint in http._generate_routing_rules(product_addons(), nodb_only=False)
            if "<" in url
        }
        for role, _model, ids in self.each_target():
            for url in sorted(urls):
                place = re.sub(r"<[^>]+>", str(ids[0]), url)
                self.inspect(f"{role.key} {place}", self.url_open(place))
        self.check()

    @mute_logger(*LOGS)
    def test_chatter_gives_nothing_away(self):
        for role, model, ids in self.each_target():
            if "message_ids" in self.env[model]._fields:
                for route, params in self.thread_calls(model, ids[0]):
                    call = {"jsonrpc": "2.0", "method": "call", "params": params}
                    self.inspect(f"{role.key} {route} {model}", self.url_open(route, json=call))
        self.check()

    def thread_calls(self, model, id_):
        thread = {"thread_model": model, "thread_id": id_}
        wanted = ["activities", "attachments", "followers", "messages", "suggestedRecipients"]
        yield "/mail/thread/messages", thread
        yield "/mail/data", {"fetch_params": [["mail.thread", {**thread, "request_list": wanted}]]}
