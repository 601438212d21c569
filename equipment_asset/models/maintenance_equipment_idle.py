from odoo import api, models
from odoo.fields import Domain

USING_KINDS = ("township_hospital", "community_center", "service_center", "village_clinic")
"""Units that use devices; bureaus and departments only hold them."""


def get_distance(unit, other):
    """Steps between two units along the tree: up to the common superior and down again."""
    one, two = (set(u.parent_path.strip("/").split("/")) for u in (unit, other))
    return len(one ^ two)


class MaintenanceEquipment(models.Model):
    """Where an idle device could be of use."""

    _inherit = "maintenance.equipment"

    @api.model
    def _get_reallocation_proposals(self, domain=None):
        """Propose for each idle device a unit of its owner that lacks this model.

        Longest unused first; a unit of the same kind before others, then the nearest in the unit
        tree. No unit is proposed twice for one model; parts of kits move with their kit only.

        :param domain: restricts the idle devices, in the caller's scope
        :return: ``[{"equipment_id", "from_unit_id", "to_unit_id", "distance"}, …]``
        """
        # only what is needed: it may be every device of a county
        idle = self.search_fetch(
            Domain(domain or Domain.TRUE)
            & self._get_idle_domain()
            & Domain("device_model_id", "!=", False)
            & Domain("kit_id", "=", False),
            ["device_model_id", "org_unit_id", "using_unit_id"],
            order="unused_since, id",
        )
        units = self._get_receiving_units(idle.org_unit_id)
        supplied = self._get_supplied_units(idle.device_model_id, units)
        proposals, exhausted, ranked = [], set(), {}
        for device in idle:
            model, owner, user = device.device_model_id, device.org_unit_id, device.using_unit_id
            if (model, owner) in exhausted:
                continue
            if (owner, user) not in ranked:
                ranked[owner, user] = units._rank_receivers(owner, user)
            unit = next(
                (unit for unit in ranked[owner, user] if (model, unit) not in supplied), None
            )
            if unit:
                supplied.add((model, unit))
                proposals.append(device._prepare_proposal(unit))
            else:
                exhausted.add((model, owner))
        return proposals

    @api.model
    def _get_receiving_units(self, owners):
        return self.env["org.unit"].search(
            [("id", "child_of", owners.ids), ("kind", "in", USING_KINDS)]
        )

    @api.model
    def _get_supplied_units(self, device_models, units):
        """Return ``{(model, unit)}`` of the units that have a device of the model."""
        groups = self._read_group(
            [
                ("device_model_id", "in", device_models.ids),
                ("using_unit_id", "in", units.ids),
                ("usage_state", "not in", ("to_dispose", "disposed")),
            ],
            ["device_model_id", "using_unit_id"],
        )
        return set(groups)

    def _prepare_proposal(self, unit):
        return {
            "equipment_id": self.id,
            "from_unit_id": self.using_unit_id.id,
            "to_unit_id": unit.id,
            "distance": get_distance(self.using_unit_id, unit),
        }


class OrgUnit(models.Model):
    _inherit = "org.unit"

    def _rank_receivers(self, owner, user):
        """Those of these units that are below ``owner``, the best for a device of ``user`` first."""
        return self.filtered(lambda unit: unit.parent_path.startswith(owner.parent_path)).sorted(
            lambda unit: (unit.kind != user.kind, get_distance(user, unit), unit.code)
        )
