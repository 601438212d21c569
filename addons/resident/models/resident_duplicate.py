from os.path import commonprefix

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

PENDING = "resident.duplicate"
"""Key of the residents whom the running transaction has changed."""


class ResidentDuplicate(models.Model):
    """Two residents who may be one person: a queue that a human decides.

    Filled by the system alone (see :mod:`resident_duplicate_search`). It is shown to those who see
    both people; ``org_unit_id`` is the lowest unit that does.
    """

    _name = "resident.duplicate"
    _inherit = ["server.guard.mixin"]
    _description = "Possible Duplicate"
    _order = "score desc, id desc"
    _server_fields = frozenset({
        "partner_a_id", "partner_b_id", "score", "signals", "state", "decided_by_id",
        "decided_at", "merge_id",
    })  # fmt: skip

    partner_a_id = fields.Many2one(
        "res.partner",
        "First person",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_b_id = fields.Many2one(
        "res.partner",
        "Second person",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    unit_a_id = fields.Many2one(
        related="partner_a_id.resident_unit_id", string="Unit of the first", store=True,
        index=True, related_sudo=True,
    )  # fmt: skip
    unit_b_id = fields.Many2one(
        related="partner_b_id.resident_unit_id", string="Unit of the second", store=True,
        index=True, related_sudo=True,
    )  # fmt: skip
    org_unit_id = fields.Many2one(
        "org.unit", "Decided by", compute="_compute_org_unit_id", store=True, index=True,
        compute_sudo=True, help="The lowest unit that looks after both people.",
    )  # fmt: skip
    birth_date_a = fields.Date(related="partner_a_id.birth_date", string="Birth date (first)")
    birth_date_b = fields.Date(related="partner_b_id.birth_date", string="Birth date (second)")
    sex_a = fields.Selection(related="partner_a_id.sex", string="Sex (first)")
    sex_b = fields.Selection(related="partner_b_id.sex", string="Sex (second)")
    number_a = fields.Char(related="partner_a_id.identity_number", string="Number (first)")
    number_b = fields.Char(related="partner_b_id.identity_number", string="Number (second)")
    phone_a = fields.Char(related="partner_a_id.resident_phone", string="Telephone (first)")
    phone_b = fields.Char(related="partner_b_id.resident_phone", string="Telephone (second)")
    score = fields.Integer(readonly=True, help="0 to 100: how much speaks for one person.")
    signals = fields.Char(readonly=True, export_string_translation=False)
    reasons = fields.Char(compute="_compute_reasons")
    state = fields.Selection(
        [("open", "To decide"), ("merged", "Merged"), ("different", "Different persons")],
        required=True,
        readonly=True,
        default="open",
    )
    dismiss_reason = fields.Char("How do you know", help="Why these are two people.")
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime(readonly=True)
    merge_id = fields.Many2one("resident.merge", readonly=True, index="btree_not_null")

    _pair_order = models.Constraint("CHECK (partner_a_id < partner_b_id)", "The older id first.")
    _pair_unique = models.UniqueIndex(
        "(partner_a_id, partner_b_id)", "These two people are compared already."
    )
    _queue = models.Index("(score DESC, id DESC) WHERE state = 'open'")

    @api.depends("unit_a_id.parent_path", "unit_b_id.parent_path")
    def _compute_org_unit_id(self):
        for pair in self:
            paths = [unit.parent_path or "" for unit in (pair.unit_a_id, pair.unit_b_id)]
            common = commonprefix([path.split("/")[:-1] for path in paths])
            pair.org_unit_id = int(common[-1]) if common else False

    @api.depends("signals")
    @api.depends_context("lang")
    def _compute_reasons(self):
        names = self.env["resident.duplicate.rule"]._get_names()
        for pair in self:
            pair.reasons = pair._join_reasons(pair.signals, names)

    @api.depends("partner_a_id", "partner_b_id")
    def _compute_display_name(self):
        for pair in self:
            pair.display_name = f"{pair.partner_a_id.name} ⇄ {pair.partner_b_id.name}"

    def action_dismiss(self):
        """These are two people; they are never proposed again."""
        self._check_open()
        for pair in self:
            if not (pair.dismiss_reason or "").strip():
                raise UserError(
                    self.env._(
                        "%(pair)s: write down how you know that these are two people.",
                        pair=pair.display_name,
                    )
                )
        self._decide("different")

    def action_reopen(self):
        """Take back that these are different people."""
        if self.filtered(lambda pair: pair.state != "different"):
            raise UserError(self.env._("Only pairs decided as different persons can be reopened."))
        self._write_server({"state": "open", "decided_by_id": False, "decided_at": False})

    def action_open_merge(self):
        """Compare both field by field and merge them."""
        self.ensure_one()
        self._check_open()
        return (self.partner_a_id | self.partner_b_id).action_open_merge()

    def _check_open(self):
        if closed := self.filtered(lambda pair: pair.state != "open"):
            raise UserError(self.env._("%(pair)s is decided already.", pair=closed[0].display_name))

    def _decide(self, state, **vals):
        decision = {
            "state": state,
            "decided_by_id": self.env.uid,
            "decided_at": fields.Datetime.now(),
        }
        self._write_server(decision | vals)

    @api.model
    def _join_reasons(self, signals, names):
        """``same name, same birth date`` for a person to read."""
        return ", ".join(names.get(code, code) for code in (signals or "").split(",") if code)

    @api.model
    def _check_pending(self):
        """Compare the people whom this transaction has changed, right before it commits."""
        if ids := self.env.cr.precommit.data.pop(PENDING, None):
            self._check_people(SQL("id IN %s", tuple(ids)))

    @api.model
    def _check_people(self, condition):
        """Bring the open pairs of some residents up to date.

        :param SQL condition: on ``res_partner``
        :return: number of pairs they now stand in
        """
        focus = SQL("%s AND %s", self._get_people(), condition)
        found = {pair.ids: pair for pair in self._find_pairs(focus)}
        self._drop_stale(condition, found)
        self._keep_found(found.values())
        return len(found)

    def _drop_stale(self, condition, found):
        people = SQL("(SELECT id FROM res_partner WHERE %s)", condition)
        rows = self.env.execute_query(
            SQL(
                "SELECT id, partner_a_id, partner_b_id FROM resident_duplicate "
                "WHERE state = 'open' AND (partner_a_id IN %s OR partner_b_id IN %s)",
                people,
                people,
            )
        )
        self.browse(id_ for id_, *ids in rows if tuple(ids) not in found).unlink()

    def _keep_found(self, pairs):
        """Insert or freshen; decided pairs stay as decided. Two users may find the same pair."""
        columns = [*zip(*((p.first, p.second, p.score, p.signals) for p in pairs), strict=True)]
        if not columns:
            return
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO resident_duplicate AS d
                       (partner_a_id, partner_b_id, score, signals, state, create_uid, create_date)
                SELECT *, 'open', %s, now() AT TIME ZONE 'UTC'
                  FROM unnest(%s::int[], %s::int[], %s::int[], %s::text[])
                    ON CONFLICT (partner_a_id, partner_b_id) DO UPDATE
                   SET score = EXCLUDED.score, signals = EXCLUDED.signals
                 WHERE d.state = 'open' AND d.signals <> EXCLUDED.signals
                RETURNING id
                """,
                self.env.uid,
                *map(list, columns),
            )
        )
        kept = self.browse(id_ for (id_,) in rows)
        kept.invalidate_recordset(flush=False)
        kept.modified(["partner_a_id", "partner_b_id"])
