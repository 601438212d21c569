from odoo import api, models
from odoo.exceptions import ValidationError


class HealthCodedMixin(models.AbstractModel):
    """A form with boxes: fields made by ``one_code`` and ``many_codes``.

    Each holds codes of its own list, “none” stands alone, and sensitive codes stand in none of
    them: whoever may search a field may also ask it for codes that a record rule hides from him.
    """

    _name = "health.coded.mixin"
    _description = "Form with Codes"

    # Only a model that is closed to all but the sensitive group takes sensitive codes, and no other.
    _holds_sensitive_codes = False

    def _valid_field_parameter(self, field, name):
        return name == "code_list" or super()._valid_field_parameter(field, name)

    @api.model
    def _get_code_fields(self):
        """``{field name: code of its list}``."""
        lists = {name: getattr(field, "code_list", None) for name, field in self._fields.items()}
        return {name: list_code for name, list_code in lists.items() if list_code}

    @api.constrains(lambda self: list(self._get_code_fields()))
    def _check_codes(self):
        for name, list_code in self._get_code_fields().items():
            checked = set()
            for record in self:
                codes = record[name]
                # the same answer of hundreds of records is checked once
                if codes and codes._ids not in checked:
                    checked.add(codes._ids)
                    record._check_box(name, list_code, codes)

    def _check_box(self, name, list_code, codes):
        """:raise ValidationError: names the box and what is wrong in it"""
        for code in codes:
            if code.list_code != list_code:
                message = self.env._("“%(code)s” is no answer to “%(field)s”.")
            elif code.is_sensitive != self._holds_sensitive_codes:
                message = self._get_sensitive_message()
            elif code.is_exclusive and len(codes) > 1:
                message = self.env._("“%(field)s”: “%(code)s” excludes the other answers.")
            else:
                continue
            # looked up only now: thousands of boxes are checked in an import
            label = self._fields[name]._description_string(self.env)
            raise ValidationError(message % {"code": code.name, "field": label})

    def _get_sensitive_message(self):
        if self._holds_sensitive_codes:
            return self.env._("“%(code)s” belongs to the general part.")
        return self.env._(
            "“%(code)s” is entered in the sensitive part of the archive, by those who may see it."
        )
