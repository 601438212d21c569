from typing import NamedTuple

from odoo import api, models


class PaperRow(NamedTuple):
    """A row of the paper form: a cell for each of the visits beside each other."""

    section: str
    label: str
    hint: str
    cells: list


class HealthFollowupBlock(models.AbstractModel):
    """Visits on paper: each kind says its rows, in the order of the national form.

    The methods take the visits that stand beside each other on one page.
    """

    _inherit = "health.followup.block"

    @api.model
    def _get_paper_title(self, programme):
        """Hook: the title of the form of a programme."""
        return self.env._("Follow-up record: %(programme)s", programme=programme.name)

    def _get_paper_rows(self):
        """All rows of these visits, of one resident and programme."""
        return [*self._get_paper_head(), *self._get_paper_body(), *self._get_paper_foot()]

    def _get_paper_head(self):
        return [self._paper_value("date"), self._paper_choice("way")]

    def _get_paper_body(self):
        """Hook of the blocks: rows between the way of the visit and its class."""
        return []

    def _get_paper_foot(self):
        return [
            self._paper_code("class_id"),
            self._paper_drugs(),
            *self._paper_referral(),
            *self._paper_end(),
        ]

    def _get_paper_key(self):
        """Hook: visits of the same key stand beside each other on one form."""
        return self.enrolment_id

    def _paper_referral(self):
        label = self.env._("Referral")
        return [
            PaperRow(label, self.env._("Reason"), "", self._paper_referrals("reason_id")),
            PaperRow(
                label, self.env._("Institution and department"), "", self._paper_institutions()
            ),
        ]

    def _paper_end(self):
        signatures = [visit.doctor_id.name for visit in self]
        return [
            self._paper_value("next_date"),
            PaperRow("", self.env._("Signature of the doctor"), "", signatures),
        ]

    def _paper_value(self, name, section=""):
        """A number, a date or words; what wasn't measured stays empty."""
        return PaperRow(section, self._get_label(name), "", [_show(v[name]) for v in self])

    def _paper_pair(self, label, name, section=""):
        """A value and its target."""
        target = f"{name}_target"
        cells = [
            f"{_show(visit[name])} / {_show(visit[target])}" if visit[name] or visit[target] else ""
            for visit in self
        ]
        return PaperRow(section, label, "", cells)

    def _paper_choice(self, name, section=""):
        """A box with the digit of a choice; the choices stand beside it."""
        options = self._fields[name]._description_selection(self.env)
        hint = "  ".join(f"{code} {label}" for code, label in options)
        return PaperRow(section, self._get_label(name), hint, [v[name] or "" for v in self])

    def _paper_code(self, name, section="", text=None):
        """The same with codes; ``text`` names the box with the words beside them."""
        field = self._fields[name]
        codes = self.env["health.code"].search(
            [("list_code", "=", field.code_list), ("valid_to", "=", False)]
        )
        if name == "class_id":
            codes = self[:1].allowed_class_ids.sorted("sequence")
        hint = "  ".join(f"{code.code} {code.name}" for code in codes)
        cells = [
            " ".join(filter(None, ["/".join(v[name].mapped("code")), (text and v[text]) or ""]))
            for v in self
        ]
        return PaperRow(section, self._get_label(name), hint, cells)

    def _paper_drugs(self):
        cells = ["\n".join(visit.drug_ids.mapped("display_name")) for visit in self]
        return PaperRow("", self._get_label("drug_ids"), "", cells)

    def _paper_referrals(self, name):
        return ["、".join(visit.referral_ids[name].mapped("name")) for visit in self]

    def _paper_institutions(self):
        return [
            "\n".join(
                " ".join(filter(None, (referral.institution, referral.department)))
                for referral in visit.referral_ids
            )
            for visit in self
        ]


def _show(value):
    if isinstance(value, float):
        return f"{value:g}" if value else ""
    return str(value) if value else ""
