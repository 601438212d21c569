import base64

from odoo import api, models


class EquipmentSignatureMixin(models.AbstractModel):
    """Signatures drawn on the screen are filed as evidence; a file uploaded instead serves as well.

    The inheriting model has a computed Binary field for each, and names it with its evidence.
    """

    _name = "equipment.signature.mixin"
    _description = "Drawn Signatures"

    # Field to sign in: code of the evidence it makes.
    _signature_codes = {}

    @api.depends("evidence_ids.requirement_code")
    def _compute_signatures(self):
        for record in self:
            for name, code in self._signature_codes.items():
                record[name] = record._get_signature(code)[-1:].display_image

    def write(self, vals):
        """Signatures are filed last: they sign what is saved with them, and nothing older."""
        rest = {name: value for name, value in vals.items() if name not in self._signature_codes}
        result = super().write(rest) if rest or not vals else True
        for name in filter(vals.__contains__, self._signature_codes):
            super().write({name: vals[name]})
        return result

    def _get_signature(self, code):
        return self.evidence_ids.filtered(lambda item: item.requirement_code == code)

    def _sign(self, name):
        """File what was drawn in field ``name``; it replaces what the same user drew before."""
        code = self._signature_codes[name]
        for record in self:
            drawn = record[name]
            record._get_signature(code).filtered(
                lambda item: item.kind == "signature" and item.uploaded_by_id == self.env.user
            ).unlink()
            if drawn:
                record._add_evidence(
                    f"{code}.png", base64.b64decode(drawn), kind="signature", requirement_code=code
                )

    def _void_signatures(self):
        """Remove the signatures: what they were given for has changed since."""
        codes = set(self._signature_codes.values())
        # sudo: the signatures were filed by others
        for record in self.sudo():
            signed = record.evidence_ids.filtered(lambda item: item.requirement_code in codes)
            if signed:
                signed.unlink()
                record.message_post(
                    body=self.env._("Changed after it was signed: please sign again.")
                )
