from odoo import api, models

BATCH = 1000
# What a record gathers beside its content: talk and to-dos about it.
BOOKKEEPING = ("message_", "activity_", "my_activity_", "rating_", "website_message_")


class ServiceClaimMixin(models.AbstractModel):
    """Records that count towards the obligations of a service project.

    Say what a record claims in :meth:`_get_claims`. Its claims follow when it is made, written or
    deleted, and when evidence is added to it or taken away; call :meth:`_claim_anew` when anything
    else changes that the claims depend on, such as a row below it. What changes with time alone is
    counted again every day.
    """

    _name = "service.claim.mixin"
    _description = "Counts Towards Obligations"

    # Field with the service project; it has to be searchable.
    _claim_project_field = "project_id"
    # Written fields on which the claims depend; empty: any but talk and to-dos.
    _claim_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._claim_anew()
        return records

    def write(self, vals):
        result = super().write(vals)
        if any(self._is_claimed_by(name) for name in vals):
            self._claim_anew()
        return result

    def unlink(self):
        # sudo: nobody writes claims; who may delete the record takes its claims with it
        claims = self.env["service.claim"].sudo()._search_of(self)
        result = super().unlink()
        claims.exists()._withdraw()
        return result

    def _get_claims(self):
        """Hook: what this record claims, a list of :class:`~odoo.addons.service_obligation.tools.Claim`.

        Called in superuser mode and in the language of the company, for one record at a time out of
        many that are read together: no search in here without thinking of thousands. A void or draft
        record that claims nothing returns an empty list.
        """
        self.ensure_one()
        return []

    def _get_claim_project(self):
        """The service project this record counts for, or none."""
        self.ensure_one()
        return self[self._claim_project_field]

    def _get_claim_parameter(self, kind, code, default=None):
        """Number of the parameter ``code`` of the obligation that ``kind`` claims, else ``default``.

        Where several obligations of the project are claimed by that kind, the first that has it.
        """
        for obligation in self._get_claim_project().obligation_ids:
            if obligation.kind_id.code == kind:
                value = obligation._get_parameter(code)
                if value is not None:
                    return value
        return default

    def _claim_anew(self):
        """Bring the claims of these records in line with what they say now.

        Doing it again changes nothing; the number of queries doesn't grow with that of records.
        """
        if not self:
            return
        # sudo: what counts is the same, whoever enters it
        records = self.sudo().with_context(lang=self.env.company.partner_id.lang)
        records.env["service.claim"]._settle(records)

    @api.model
    def _is_claimed_by(self, name):
        if name == self._claim_project_field:
            return True
        if self._claim_fields:
            return name in self._claim_fields
        return not name.startswith(BOOKKEEPING)

    @api.model
    def _get_claiming_models(self):
        """Names of all models whose records claim."""
        names = self.env.registry.descendants(["service.claim.mixin"], "_inherit")
        return sorted(name for name in names if not self.env[name]._abstract)

    @api.model
    def _find_claiming(self, name, ids):
        """Those records of the model ``name`` that are there and claim; empty for other models."""
        if name not in self._get_claiming_models():
            return self.browse()
        return self.env[name].browse(ids).exists()

    @api.model
    def _claim_projects(self, projects):
        """Count all records of this model anew that belong to ``projects``.

        :return: their ids
        """
        # sudo: as in _claim_anew
        model = self.sudo().with_context(active_test=False)
        ids = model.search([(self._claim_project_field, "in", projects.ids)], order="id").ids
        for start in range(0, len(ids), BATCH):
            self.browse(ids[start : start + BATCH])._claim_anew()
            self.env.flush_all()
            self.env.invalidate_all()
        return ids
