from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_list

LINE_COLUMNS = (
    "stocktake_id", "equipment_id", "org_unit_id", "expected_unit_id", "expected_place",
    "asset_number", "device_name", "serial_no", "result", "is_expected", "scan_count",
    "create_uid", "write_uid", "create_date", "write_date",
)  # fmt: skip


class EquipmentStocktake(models.Model):
    """From the snapshot of what is expected to the signed result."""

    _inherit = "equipment.stocktake"

    def action_start(self):
        """Take down the devices that are expected now, and let the counters scan."""
        self.check_access("write")
        self._check_state("draft")
        for stocktake in self:
            if not stocktake.counter_ids:
                raise UserError(self.env._("Name at least one counter before you start."))
            stocktake._snapshot()
        self._set_server({"state": "counting", "started_at": fields.Datetime.now()})
        self._refresh_counts()

    def action_close_counting(self):
        """Stop the scanning; the supervisor looks at what is left."""
        self.check_access("write")
        self._check_state("counting")
        self._set_server({"state": "review", "closed_at": fields.Datetime.now()})
        self._refresh_counts()

    def action_reopen(self):
        """Let the counters scan again; signatures given for the former result are void."""
        self.check_access("write")
        self._check_state("review")
        self._void_signatures()
        self._set_server({"state": "counting", "closed_at": False})
        self._refresh_counts()

    def action_cancel(self):
        """Give the stock-take up; what was scanned stays readable."""
        self.check_access("write")
        self._check_state("draft", "counting", "review")
        self._set_server({"state": "cancelled"})

    def action_mark_missing(self):
        """Mark all devices that nobody saw as not found."""
        self.ensure_one()
        domain = [("stocktake_id", "=", self.id), ("result", "=", "pending")]
        self.env["equipment.stocktake.line"].search(domain).action_mark_not_found()

    def action_sign(self):
        """Open the dialog in which the supervisor, or a counter, signs the result.

        :raise UserError: see ``_check_before_signing``; nobody draws a signature in vain
        """
        self.ensure_one()
        self._check_state("review")
        self._check_before_signing()
        return self._open_dialog("sign", self.env._("Sign"))

    def action_correct(self):
        """Open the dialog that replaces a signed stock-take by a new one, with the reason."""
        self.ensure_one()
        self._check_state("done")
        return self._open_dialog("correct", self.env._("Count again"))

    def _open_dialog(self, purpose, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "equipment.stocktake.sign",
            "view_mode": "form",
            "target": "new",
            "context": {"default_stocktake_id": self.id, "default_purpose": purpose},
        }

    def _snapshot(self):
        """One line per expected device, in one statement however many there are.

        Searched as the user, so nothing outside his scope gets on the list.
        """
        self.env.flush_all()
        unit = "using_unit_id" if self.basis == "using" else "org_unit_id"
        devices = self.env["maintenance.equipment"].with_context(active_test=True)
        query = devices._search(
            [(unit, "child_of", self.org_unit_id.id), ("usage_state", "!=", "disposed")],
            order="id",
        )

        def column(name):
            return devices._field_to_sql(query.table, name, query)

        values = (
            SQL("%s", self.id), column("id"), column(unit), column("using_unit_id"),
            column("place"), column("asset_number"), column("name"), column("serial_no"),
            SQL("'pending'"), SQL("TRUE"), SQL("0"), SQL("%s", self.env.uid),
            SQL("%s", self.env.uid), SQL("now() AT TIME ZONE 'UTC'"),
            SQL("now() AT TIME ZONE 'UTC'"),
        )  # fmt: skip
        columns = SQL(", ").join(map(SQL.identifier, LINE_COLUMNS))
        table = SQL.identifier(self.env["equipment.stocktake.line"]._table)
        self.env.cr.execute(SQL("INSERT INTO %s (%s) %s", table, columns, query.select(*values)))
        self.invalidate_recordset(["line_ids"])

    def _evidence_required_kinds(self):
        return [
            ("counter_signature", self.env._("Signature of a counter")),
            ("supervisor_signature", self.env._("Signature of the supervisor")),
        ]

    def _get_all_counters(self):
        """Whoever is named as a counter or has scanned."""
        # sudo: somebody may have scanned whose scans the reader doesn't see
        groups = self.env["equipment.stocktake.scan"].sudo()._read_group(
            [("stocktake_id", "=", self.id)], ["user_id"]
        )  # fmt: skip
        users = self.env["res.users"].union(*(user for (user,) in groups))
        return self.counter_ids | users.with_env(self.env)

    def _void_signatures(self):
        """Remove the signatures: what they were given for is no longer the result."""
        # sudo: the signatures were uploaded by others
        signatures = self.sudo().evidence_ids.filtered(lambda item: item.kind == "signature")
        signatures.unlink()

    def _sign_as_counter(self, signature):
        """File the drawn signature (PNG bytes) of a counter under the reviewed result."""
        self.ensure_one()
        self._check_state("review")
        self._check_decided()
        if self.env.user not in self._get_all_counters():
            raise UserError(self.env._("You did not count here and cannot sign as a counter."))
        # sudo: counters read the stock-take only, and add nothing but their signature to it
        self.sudo()._file_signature("counter_signature", signature)

    def _sign_as_supervisor(self, signature):
        """Sign, seal with all lines and scans, and write down what should be corrected."""
        self.ensure_one()
        self.check_access("write")
        self._check_state("review")
        self._check_supervisor()
        self._check_decided()
        self._file_signature("supervisor_signature", signature)
        self._refresh_counts()
        self._set_server({"state": "done"})
        self._seal()
        self._create_proposals()

    def _file_signature(self, code, signature):
        name = f"{code}-{self.env.uid}.png"
        self._add_evidence(
            name, signature, kind="signature", requirement_code=code, note=self.env.user.name
        )

    def _check_before_signing(self):
        """:raise UserError: devices are undecided, or the supervisor is not to sign yet."""
        self._check_decided()
        if self.env.user not in self._get_all_counters():
            self._check_supervisor()

    def _check_supervisor(self):
        """:raise UserError: the signer counted himself, or no counter has signed."""
        counters = self._get_all_counters()
        if self.env.user in counters:
            raise UserError(
                self.env._(
                    "You counted here yourself (counters: %(names)s). The supervisor's signature "
                    "must come from somebody who did not count.",
                    names=format_list(self.env, counters.mapped("name")),
                )
            )
        signed = self.evidence_ids.filtered(
            lambda item: (
                item.requirement_code == "counter_signature" and item.uploaded_by_id in counters
            )
        )
        if not signed:
            raise UserError(self.env._("Have a counter sign first; then you can sign."))

    def _check_decided(self):
        """:raise UserError: some expected devices are neither found nor marked as not found."""
        domain = [("stocktake_id", "=", self.id), ("result", "=", "pending")]
        if pending := self.env["equipment.stocktake.line"].search_count(domain):
            raise UserError(
                self.env._(
                    "%(count)s devices are neither found nor marked as not found. Count on, or "
                    "mark them as not found.",
                    count=pending,
                )
            )

    def _seal_payload(self):
        """The photos of a line are signed with the line."""
        payload = super()._seal_payload()
        photos = {}
        for item in self.line_ids.evidence_ids:
            photos.setdefault(item.res_id, []).append(item.sha256)
        for row in payload["line_ids"]:
            row["photos"] = sorted(photos.get(row["id"], []))
        return payload
