from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.resident.tools import mask_name

OPEN_STATES = ("draft", "submitted", "active")
CLOSED_STATES = ("cancelled", "migrated")
LOGGED_STATES = ("active", "locked")
# Unforgeable over RPC: says that archives are being made, so that nothing in them changes.
NEW = object()


class HealthArchive(models.Model):
    """The health archive of a resident (居民健康档案): one person, one archive in use."""

    _name = "health.archive"
    _inherit = [
        "server.guard.mixin",
        "org.scoped.mixin",
        "health.coded.mixin",
        "access.audit.mixin",
    ]
    _description = "Health Archive"
    _order = "archive_number"
    _fixed_fields = frozenset({"partner_id", "org_unit_id", "region_id"})

    partner_id = fields.Many2one(
        "res.partner", string="Resident", required=True, index=True, ondelete="restrict",
        domain="[('is_resident', '=', True)]",
    )  # fmt: skip
    archive_number = fields.Char(
        "Archive number", required=True, copy=False, readonly=True,
        help="17 digits: county, township, village and the serial inside the village.",
    )  # fmt: skip
    short_number = fields.Char(
        "Number", compute="_compute_short_number", help="As printed on the forms."
    )
    org_unit_id = fields.Many2one(
        string="Kept by", default=None, compute="_compute_place", store=True, readonly=False,
        precompute=True,
    )  # fmt: skip
    region_id = fields.Many2one(
        "cn.region", string="Village", required=True, ondelete="restrict",
        compute="_compute_place", store=True, readonly=False, precompute=True,
        domain="[('archive_prefix', '!=', False)]",
    )  # fmt: skip
    township_id = fields.Many2one(
        related="region_id.parent_id", string="Township", store=True, index=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To be reviewed"),
            ("active", "In use"),
            ("locked", "Locked"),
            ("cancelled", "Closed"),
            ("migrated", "Handed over"),
        ],
        "State of the archive",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    builder_id = fields.Many2one(
        "res.users", string="Built by", required=True, default=lambda self: self.env.user,
        ondelete="restrict",
    )  # fmt: skip
    building_unit_id = fields.Many2one(
        "org.unit", string="Building unit", readonly=True, ondelete="restrict",
        default=lambda self: self.env.user.org_unit_id.id,
    )  # fmt: skip
    doctor_id = fields.Many2one(
        "res.users", string="Responsible doctor", index="btree_not_null", ondelete="restrict"
    )
    archive_date = fields.Date("Built on", required=True, default=fields.Date.context_today)
    number_ids = fields.One2many("health.archive.number", "archive_id", "Former numbers")
    change_ids = fields.One2many(
        "health.archive.change", compute="_compute_change_ids", string="Changes"
    )

    _number_unique = models.UniqueIndex(
        "(archive_number)", "Another archive has this number already."
    )
    _number_format = models.Constraint(
        "CHECK (archive_number ~ '^[0-9]{17}$')", "An archive number has 17 digits."
    )
    _one_per_person = models.UniqueIndex(
        "(partner_id) WHERE state NOT IN ('cancelled', 'migrated')",
        "This person has an archive already. Search for it by the identity number; perhaps "
        "another village keeps it.",
    )
    _unit_list = models.Index("(org_unit_id, archive_number)")
    _village_list = models.Index("(region_id, archive_number)")
    _village_states = models.Index("(region_id, state)")

    @api.depends("archive_number")
    def _compute_short_number(self):
        for archive in self:
            number = archive.archive_number
            archive.short_number = number and f"{number[9:12]}-{number[12:]}"

    @api.depends("partner_id")
    def _compute_place(self):
        for archive in self:
            person = archive.partner_id
            archive.org_unit_id = (
                person.resident_unit_id or archive.org_unit_id or self.env.user.org_unit_id
            )
            archive.region_id = (
                person.region_id or archive.region_id or archive.org_unit_id.region_id
            )

    @api.depends_context("uid")
    def _compute_change_ids(self):
        # searched as the user, and not stored: a search through the field would pass the rule
        changes = self.env["health.archive.change"].search([("archive_id", "in", self.ids)])
        by_archive = changes.grouped("archive_id")
        for archive in self:
            archive.change_ids = by_archive.get(archive, changes.browse())

    @api.depends("partner_id.name", "archive_number")
    def _compute_display_name(self):
        for archive in self:
            name = archive.partner_id.name or ""
            archive.display_name = f"{name} {archive.short_number or ''}".strip()

    @api.constrains("partner_id")
    def _check_resident(self):
        for archive in self:
            if not archive.partner_id.is_resident:
                raise ValidationError(
                    self.env._("“%(name)s” is no resident.", name=archive.partner_id.name)
                )

    @api.constrains("archive_date")
    def _check_archive_date(self):
        for archive in self:
            archive._check_dates_of_life(archive, "archive_date")

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_server():
            self._check_not_entered({name for vals in vals_list for name in vals})
            self._check_links(vals_list)
        persons = self.env["res.partner"].browse({vals.get("partner_id") for vals in vals_list})
        (persons - self.env["res.partner"].browse(False)).check_access("read")
        vals_list = self._number_archives(vals_list)
        # an archive closed just now has to be closed in the database, where uniqueness is decided
        self.flush_model(["state"])
        return super(HealthArchive, self._as_server()).create(vals_list).with_env(self.env)

    def write(self, vals):
        if not self._is_server():
            self._check_open()
        before = self._get_logged_texts(vals)
        result = super().write(vals)
        self._log_differences(before)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if not self._is_server() and self.filtered(lambda archive: archive.state != "draft"):
            raise UserError(self.env._("Only a draft is deleted. Close the archive and say why."))

    def copy(self, default=None):
        """:raise UserError: always; a person has one archive"""
        raise UserError(self.env._("An archive can't be duplicated: each person has one."))

    def _is_closed(self):
        self.ensure_one()
        return self.state in CLOSED_STATES

    def _is_logged(self):
        """Whether changes go to the list of changes: not before the archive is in use."""
        is_new = self.env.context.get("new_archives") is NEW
        return self.state in LOGGED_STATES and not is_new

    def _check_open(self):
        """:raise UserError: one of the archives is locked or closed and takes no change"""
        for archive in self:
            if archive.state == "locked":
                raise UserError(
                    self.env._(
                        "The archive of %(name)s is locked: %(reason)s. Unlock it first, with a "
                        "reason.",
                        name=mask_name(archive.partner_id.name),
                        reason=archive.lock_reason,
                    )
                )
            if archive.state in CLOSED_STATES:
                raise UserError(
                    self.env._(
                        "The archive of %(name)s is closed since %(date)s and takes no change. If that was "
                        "a mistake, have the archive reopened first.",
                        name=mask_name(archive.partner_id.name),
                        date=archive.closed_date,
                    )
                )

    def _check_dates_of_life(self, records, name, whole_month=False):
        """Dates in ``records`` (of these archives) lie between birth and today.

        :param whole_month: the date means its month, so that of the birth is early enough
        :raise ValidationError: names the field, the date and what is wrong with it
        """
        today = fields.Date.context_today(self)
        for record in records.filtered(name):
            born, date = record.partner_id.birth_date, record[name]
            first = born.replace(day=1) if born and whole_month else born
            if date > today or (first and date < first):
                raise ValidationError(
                    self.env._(
                        "“%(field)s” %(date)s lies in the future or before the birth.",
                        field=record._fields[name]._description_string(self.env),
                        date=date,
                    )
                )

    def _check_role(self, group):
        """:raise AccessError: the user hasn't the role ``resident.group_…``"""
        if not self.env.su and not self.env.user.has_group(f"resident.{group}"):
            raise AccessError(self.env._("Your role doesn't allow this. Ask a doctor to do it."))
