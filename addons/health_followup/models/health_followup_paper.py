from odoo import api, models

from ..tools.paper import VISITS_ON_A_PAGE, PaperForm, PaperRow, show


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

    def _get_paper_sheets(self):
        """Hook: these visits, of one key, as they share sheets."""
        return [
            self[first : first + VISITS_ON_A_PAGE]
            for first in range(0, len(self), VISITS_ON_A_PAGE)
        ]

    def _get_paper_forms(self):
        """Hook: the forms that these visits, of one sheet, are printed on."""
        return [PaperForm(self._get_paper_title(self.programme_id), self, self._get_paper_rows())]

    def _blank_paper(self):
        """Leave nothing of a new visit but whom it is of: its form is filled in by hand."""
        self.update({"date": False, "way": False, "doctor_id": False})

    def _has_paper_room(self, visits):
        """Hook: whether the next visit finds a free column beside ``visits``."""
        return True

    def _is_visited(self):
        """Hook: whether somebody was met, so that what wasn't noted wasn't there."""
        return bool(self.date)

    def _paper_is_referred(self):
        hint = self.env._("1 no  2 yes")
        cells = [("2" if v.referral_ids else "1") if v._is_visited() else "" for v in self]
        return PaperRow(self.env._("Referral"), self.env._("Referred"), hint, cells)

    def _paper_referral(self):
        label = self.env._("Referral")
        return [
            PaperRow(label, self.env._("Reason"), "", self._paper_referrals("reason_id")),
            PaperRow(
                label, self.env._("Institution and department"), "", self._paper_institutions()
            ),
        ]

    def _paper_end(self):
        return [self._paper_value("next_date"), self._paper_signature()]

    def _paper_signature(self):
        signatures = [visit.doctor_id.name for visit in self]
        return PaperRow("", self.env._("Signature of the doctor"), "", signatures)

    def _paper_value(self, name, section=""):
        """A number, a date or words; what wasn't measured stays empty."""
        return PaperRow(section, self._get_label(name), "", [show(v[name]) for v in self])

    def _paper_pair(self, label, name, section=""):
        """A value and its target."""
        target = f"{name}_target"
        cells = [
            f"{show(visit[name])} / {show(visit[target])}" if visit[name] or visit[target] else ""
            for visit in self
        ]
        return PaperRow(section, label, "", cells)

    def _paper_pressure(self, section=""):
        cells = [f"{v.sbp or ''} / {v.dbp or ''}" if v.sbp else "" for v in self]
        return PaperRow(section, self.env._("Blood pressure (mmHg)"), "", cells)

    def _paper_choice(self, name, section="", text=None):
        """A box with the digit of a choice; the choices stand beside it.

        :param text: name of the box with the words beside it
        """
        options = self._fields[name]._description_selection(self.env)
        hint = "  ".join(f"{code} {label}" for code, label in options)
        row = PaperRow(section, self._get_label(name), hint, [v[name] or "" for v in self])
        return row.with_words([v[text] for v in self]) if text else row

    def _paper_code(self, name, section="", text=None, only=None):
        """The same with codes.

        :param only: the codes that this paper lists; another one is listed where it was found
        """
        field = self._fields[name]
        codes = self.env["health.code"].search(
            [("list_code", "=", field.code_list), ("valid_to", "=", False)]
        )
        if name == "class_id":
            codes = self[:1].allowed_class_ids.sorted("sequence")
        if only:
            found = self.mapped(name)
            codes = codes.filtered(lambda code: code.code in only or code in found)
        hint = "  ".join(f"{code.code} {code.name}" for code in codes)
        cells = ["/".join(visit[name].mapped("code")) for visit in self]
        row = PaperRow(section, self._get_label(name), hint, cells)
        return row.with_words([v[text] for v in self]) if text else row

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
