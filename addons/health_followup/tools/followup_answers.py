from odoo.fields import Command

from odoo.addons.health_archive.tools.basic_form_answers import COMMON_SYSTEM
from odoo.addons.health_archive.tools.basic_form_cells import find_code, split_words
from odoo.addons.health_archive.tools.basic_form_places import BadValue
from odoo.addons.safe_spreadsheet.tools import normalize

from .followup_list import DRUGS, PAPER_WAYS

YES, NO = (
    frozenset({"1", "是", "有", "√", "y", "yes"}),
    frozenset({"0", "2", "否", "无", "n", "no"}),
)


class FollowupAnswers:
    """Turns the boxes of a row into values of a follow-up.

    :param followups: empty follow-ups of the model the visits are kept in
    :param names: boxes of the form
    """

    def __init__(self, followups, names):
        self.env, self.followups = followups.env, followups
        self.fields = {name: followups._fields[name] for name in names}
        self.words = {
            name: self._read_words(field)
            for name, field in self.fields.items()
            if field.type in ("selection", "many2one", "many2many")
        }
        lines = followups.drug_ids
        self.units = _by_word(lines._fields["unit"]._description_selection(self.env))

    def read(self, values):
        """``(values of a follow-up, list of BadValue)``."""
        vals, errors = {}, []
        for name, field in self.fields.items():
            if values.get(name) is None:
                continue
            try:
                vals[name] = self._read_box(name, field, values[name])
            except BadValue as error:
                errors.append(error)
        try:
            if drugs := self._read_drugs(values):
                vals["drug_ids"] = [Command.create(drug) for drug in drugs]
        except BadValue as error:
            errors.append(error)
        return vals, errors

    def _read_words(self, field):
        if field.type == "selection":
            words = PAPER_WAYS if field.name == "way" else {}
            return words | _by_word(field._description_selection(self.env))
        return self.env["health.code.mapping"]._get_ids(COMMON_SYSTEM, field.code_list)

    def _read_box(self, name, field, value):
        if field.type == "boolean":
            return self._read_tick(name, value)
        if field.type == "many2many":
            words = split_words(value)
            return [Command.set([self._find(name, word) for word in words])]
        if name in self.words:
            return self._find(name, value)
        return float(value) if field.type == "float" else value

    def _read_tick(self, name, value):
        word = normalize(value).lower()
        if word not in YES | NO:
            message = self.env._("“%(text)s” is neither yes nor no.", text=value[:20])
            raise BadValue(name, message)
        return word in YES

    def _find(self, name, text):
        found = find_code(self.words[name], text.strip())
        if found is None:
            message = self.env._(
                "“%(text)s” is no answer of this box. Write the code or the word of the form.",
                text=text[:30],
            )
            raise BadValue(name, message)
        return found

    def _read_drugs(self, values):
        for number in range(1, DRUGS + 1):
            column = f"drug_{number}"
            if not (name := values.get(column)):
                continue
            unit = values.get(f"{column}_unit")
            found = self.units.get(unit.strip()) if unit else None
            if unit and not found:
                message = self.env._("“%(text)s” is no unit of a drug.", text=unit[:20])
                raise BadValue(f"{column}_unit", message)
            yield {
                "name": name,
                "times_a_day": values.get(f"{column}_times") or 0,
                "amount": float(values.get(f"{column}_amount") or 0),
                "unit": found or False,
            }


def _by_word(selection):
    return {word: code for code, label in selection for word in (code, label)}
