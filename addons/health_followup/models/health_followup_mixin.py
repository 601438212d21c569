from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

FACE_TO_FACE = ("1", "2")


class HealthFollowupMixin(models.AbstractModel):
    """One visit in a programme (随访, domain C): what was found, what follows, when again.

    Two models share it, as they share the enrolments: whatever says of a person that he has a
    severe mental disorder or tuberculosis stands in a table of its own.
    """

    _name = "health.followup.mixin"
    _inherit = ["health.archive.part.mixin", "health.coded.mixin", "evidence.mixin",
                "evidence.seal.mixin"]  # fmt: skip
    _description = "Follow-up"
    _order = "date desc, id desc"
    _fixed_fields = frozenset({"archive_id", "enrolment_id"})
    _enrolment_model = ""

    # without indexes of their own where a longer one begins with them: two million rows are kept
    archive_id = fields.Many2one(index=False)
    seal_state = fields.Selection(index=False)
    enrolment_id = fields.Many2one("health.enrolment.mixin")
    programme_id = fields.Many2one(related="enrolment_id.programme_id", store=True, precompute=True)
    programme_code = fields.Char(related="programme_id.code")
    archive_number = fields.Char(related="archive_id.archive_number")
    name = fields.Char(related="partner_id.name", string="Name of the resident")
    sex = fields.Selection(related="partner_id.sex")
    birth_date = fields.Date(related="partner_id.birth_date")
    age = fields.Integer(compute="_compute_age", help="In whole years on the day of the visit.")
    # stored as of the visit: a transfer of the archive doesn't move who did the work
    org_unit_id = fields.Many2one(
        "org.unit", "Unit", required=True, ondelete="restrict", readonly=True,
        compute="_compute_place", store=True, precompute=True,
    )  # fmt: skip
    region_id = fields.Many2one(
        "cn.region", "Village", ondelete="restrict", readonly=True,
        compute="_compute_place", store=True, precompute=True,
    )  # fmt: skip
    # stored for the scope rule: else every list and count joins the archives
    archive_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", string="Archive kept by", store=True, precompute=True
    )
    date = fields.Date("Visited on", required=True, default=fields.Date.context_today)
    way = fields.Selection("_selection_way", "Way of the visit", required=True, default="1")
    is_face_to_face = fields.Boolean(compute="_compute_is_face_to_face", store=True)
    doctor_id = fields.Many2one(
        "res.users", required=True, default=lambda self: self.env.uid,
        ondelete="restrict",
    )  # fmt: skip
    note = fields.Text()

    _one_a_day = models.UniqueIndex(
        "(enrolment_id, date) WHERE seal_state <> 'superseded' AND is_correction IS NOT TRUE",
        "This resident was visited for this programme on that day already. Open that visit.",
    )
    _history = models.Index("(archive_id, date DESC, id DESC)")
    _unit_list = models.Index("(org_unit_id, date DESC, id DESC)")
    _doctor_list = models.Index("(doctor_id, date DESC, id DESC)")
    _previous = models.Index("(enrolment_id, date DESC, id DESC)")
    _programme_list = models.Index("(programme_id, date DESC, id DESC)")
    _to_sign = models.Index("(org_unit_id, doctor_id, date DESC) WHERE seal_state = 'open'")

    def init(self):
        super().init()
        if not self._abstract:
            # what was signed is long and no list reads it: it stands apart from the row
            self.env.cr.execute(
                SQL("ALTER TABLE %s SET (toast_tuple_target = 512)", SQL.identifier(self._table))
            )

    @api.model
    def _selection_way(self):
        labels = {
            "1": self.env._("At the clinic"),
            "2": self.env._("At home"),
            "3": self.env._("By telephone"),
        }
        return list(labels.items())

    @api.depends("date", "birth_date")
    def _compute_age(self):
        for followup in self:
            followup.age = (
                followup.partner_id._get_age(followup.date or fields.Date.context_today(self))
                if followup.partner_id
                else 0
            )

    @api.depends("archive_id")
    def _compute_place(self):
        for followup in self:
            archive = followup.archive_id
            followup.org_unit_id = followup.org_unit_id or archive.org_unit_id
            followup.region_id = followup.region_id or archive.region_id

    @api.depends("way")
    def _compute_is_face_to_face(self):
        for followup in self:
            followup.is_face_to_face = followup.way in FACE_TO_FACE

    @api.depends("programme_id.name", "partner_id.name", "date")
    def _compute_display_name(self):
        for followup in self:
            followup.display_name = (
                f"{followup.partner_id.name or ''} · {followup.programme_id.name or ''}"
                f" · {followup.date or ''}"
            )

    @api.constrains("enrolment_id", "archive_id")
    def _check_enrolment(self):
        for followup in self:
            if followup.enrolment_id.archive_id != followup.archive_id:
                raise ValidationError(self.env._("The enrolment is of another resident."))

    @api.model_create_multi
    def create(self, vals_list):
        self.env["health.archive"]._check_role("group_village_doctor")
        return super().create([self._complete_vals(vals) for vals in vals_list])

    @api.model
    def _complete_vals(self, vals):
        """Who is enrolled is said by the enrolment."""
        enrolment = self.env[self._enrolment_model].browse(vals.get("enrolment_id"))
        return {"archive_id": enrolment.archive_id.id} | vals

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own(self):
        for followup in self:
            if not self.env.su and followup.create_uid != self.env.user:
                raise UserError(self.env._("Only who began this visit deletes it."))
        self._withdraw_correction()

    def action_open(self):
        """Show the visit on the form of its programme."""
        return self.get_formview_action()

    def get_formview_id(self, access_uid=None):
        """The form of the programme."""
        if len(self) == 1:
            # sudo: the code of a programme is no secret, and access_uid may be another user
            form = self._get_forms().get(self.sudo().programme_id.code)
            if form:
                return self.env.ref(form).id
        return super().get_formview_id(access_uid)

    @api.model
    def _get_forms(self):
        """Hook of the blocks: ``{code of the programme: XML id of its form}``."""
        return {}
