from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

FACTS = ("project_id", "date", "value", "state", "cause", "reason")


class ServiceClaim(models.Model):
    """Bringing claims in line with what the records say, and with what the centre decided."""

    _inherit = "service.claim"

    @api.model
    def _settle(self, records):
        """Store what ``records``, all of one model, claim now; the same again changes nothing.

        A claim that is no longer made is deleted, unless the centre decided on it.
        """
        known = {claim._get_key(): claim for claim in self._search_of(records)}
        fresh = []
        for key, vals in self._get_wanted(records).items():
            if claim := known.pop(key, None):
                claim._change(vals)
            else:
                fresh.append(vals)
        self.browse(claim.id for claim in known.values())._withdraw()
        self.create(fresh)

    @api.model
    def _search_of(self, records):
        return self.search([("res_model", "=", records._name), ("res_id", "in", records.ids)])

    def _get_key(self):
        return self.obligation_id.id, self.res_id, self.partner_id.id

    def _change(self, vals):
        vals = vals | self._judge(vals)
        now = {name: self[name] for name in FACTS} | {"project_id": self.project_id.id}
        if changed := {name: vals[name] for name in FACTS if vals[name] != now[name]}:
            self.write(changed)

    def _judge(self, vals):
        """What the decision of the centre makes of a claim that by itself stands as in ``vals``.

        A rejection holds for whatever else would count; an acceptance only replaces the wait for it,
        never what is missing.
        """
        if self.decision == "rejected" and vals["state"] != "rejected":
            return {"state": "rejected", "cause": "centre", "reason": self.decision_reason}
        if self.decision == "accepted" and vals["cause"] == "acceptance":
            return {"state": "accepted", "cause": False, "reason": False}
        return {}

    def _withdraw(self):
        """These are claimed no more: only what the centre decided on stays, and counts nothing."""
        decided = self.filtered("decision")
        (self - decided).unlink()
        env = self.with_context(lang=self.env.company.partner_id.lang).env
        reason = env._("The record doesn't claim this any more.")
        decided.write({"state": "rejected", "cause": "withdrawn", "reason": reason})

    @api.model
    def _get_wanted(self, records):
        """``{key: values}`` of all that ``records`` claim, before any decision."""
        rows = self._collect(records)
        rosters = self._get_rosters(rows)
        wanted = {}
        for obligation, record, claim in rows:
            key = (obligation.id, record.id, claim.partner.id if claim.partner else False)
            if key in wanted:
                raise ValueError(f"{record} claims {claim.kind} twice for the same person")
            wanted[key] = self._prepare_claim(obligation, record, claim, rosters)
        return wanted

    @api.model
    def _collect(self, records):
        """``[(obligation, record, claim)]`` of what these records claim from their projects."""
        projects = {record: record._get_claim_project() for record in records}
        ids = list({project.id for project in projects.values() if project})
        found = self.env["service.obligation"].search(
            Domain("project_id", "in", ids) & Domain("kind_id", "!=", False)
        )
        wanted = found.grouped(lambda row: (row.project_id, row.kind_id.code))
        served = found.project_id
        codes = self.env["service.claim.kind"]._get_codes()
        rows = []
        for record, project in projects.items():
            for claim in record._get_claims() if project in served else ():
                if claim.kind not in codes:
                    raise ValueError(f"{record._name} claims the unknown kind {claim.kind}")
                for obligation in wanted.get((project, claim.kind), ()):
                    rows.append((obligation, record, claim))
        return rows

    @api.model
    def _get_rosters(self, rows):
        """``{(project id, person id): [(first day, last day or False)]}`` of who is claimed for."""
        partner_ids = {claim.partner.id for _obligation, _record, claim in rows if claim.partner}
        members = self.env["service.member"].search_fetch(
            Domain("project_id", "in", list({row[0].project_id.id for row in rows}))
            & Domain("partner_id", "in", list(partner_ids))
            # never were entitled, as in service.member._on()
            & Domain("exit_reason", "!=", "error"),
            ["project_id", "partner_id", "entry_date", "exit_date"],
        )
        rosters = defaultdict(list)
        for row in members:
            key = row.project_id.id, row.partner_id.id
            rosters[key].append((row.entry_date, row.exit_date))
        return rosters

    @api.model
    def _prepare_claim(self, obligation, record, claim, rosters):
        state, cause, reason = self._find_state(obligation, claim, rosters)
        return {
            "project_id": obligation.project_id.id,
            "obligation_id": obligation.id,
            "res_model": record._name,
            "res_id": record.id,
            "partner_id": claim.partner.id if claim.partner else False,
            "date": claim.date,
            "value": round(claim.value, 2),
            "state": state,
            "cause": cause,
            "reason": reason,
        }
