from odoo import api, models
from odoo.exceptions import ValidationError

CHECKED = ("list_code", "is_sensitive", "is_exclusive", "name")


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

    def _validate_fields(self, field_names, excluded_names=()):
        # no constraint of all boxes: it would read the whole form for the few that were written
        names = set(field_names)
        super()._validate_fields(names, excluded_names)
        # sudo: as constraints do; an answer is checked also where a record rule hides it
        self.sudo()._check_codes(names.difference(excluded_names))

    def _check_codes(self, names):
        """:raise ValidationError: a box of ``names`` holds what is no answer to it"""
        lists = {name: code for name, code in self._get_code_fields().items() if name in names}
        # the same answer of hundreds of records is checked once
        answers = {
            (name, codes._ids): codes
            for name in lists
            for record in self
            if (codes := record[name])
        }
        # read together, not box by box
        self.env["health.code"].union(*answers.values()).fetch(CHECKED)
        for (name, _ids), codes in answers.items():
            self._check_box(name, lists[name], codes)

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
