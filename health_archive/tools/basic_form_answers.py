from odoo import fields
from odoo.fields import Command

from .basic_form import EVENTS, LABELS, RELATIVES
from .basic_form_cells import NONE_WORDS, SOME_WORDS, find_code, split_items, split_words
from .basic_form_places import BadValue

NONE, SOME = "1", "2"
COMMON_SYSTEM = "常用写法"
"""Mapping with the short forms that people write; it holds for files of any system."""
HISTORY_OF = {
    "disease_ids": "disease_history",
    "surgery_ids": "surgery_history",
    "trauma_ids": "trauma_history",
    "transfusion_ids": "transfusion_history",
}


class Answers:
    """Turns the boxes of a row into values of an archive.

    :param system_name: whose codes stand in the file, see ``health.code.mapping``
    """

    def __init__(self, env, system_name):
        self.env = env
        self.today = fields.Date.context_today(env.user)
        archives = env["health.archive"]
        self.lists = {
            name: code for name, code in archives._get_code_fields().items() if name in LABELS
        }
        mappings, codes = env["health.code.mapping"], env["health.code"]
        self.codes = {
            code: mappings._get_ids(COMMON_SYSTEM, code) | mappings._get_ids(system_name, code)
            for code in {"disease", *self.lists.values()}
        }
        # sudo: code lists are printed on every form
        known = codes.sudo().browse({id_ for ids in self.codes.values() for id_ in ids.values()})
        self.sensitive = set(known.filtered("is_sensitive").ids)
        self.exclusive = set(known.filtered("is_exclusive").ids)
        self.named = set(known.filtered("needs_text").ids)
        # a relative's sensitive disease is kept under the same number of the list of diseases
        self.own_code = {
            code.id: codes._get("disease", code.code).id
            for code in known
            if code.is_sensitive and code.list_code == "family_disease"
        }
        self.found = {}
        self.boxes = [
            (name, self.codes[code], name.endswith("_ids")) for name, code in self.lists.items()
        ]

    def read(self, values, vals, sensitive):
        """Add to ``vals`` of an archive, and to ``sensitive`` (rows of ``health.archive.sensitive``).

        :return: list of :class:`BadValue`
        """
        errors = []
        for name, codes, is_many in self.boxes:
            if text := values[name]:
                try:
                    if is_many:
                        self._read_many(name, codes, text, vals, sensitive)
                    else:
                        vals[name] = self._find(name, codes, text)
                except BadValue as error:
                    errors.append(error)
        for name, read in self._histories():
            if text := values[name]:
                try:
                    read(name, text, values, vals, sensitive)
                except BadValue as error:
                    errors.append(error)
        return errors

    def _histories(self):
        yield "disease_ids", self._read_diseases
        for name in EVENTS:
            yield name, self._read_events
        yield "genetic_history", self._read_genetic

    def _find(self, name, codes, text):
        code = find_code(codes, text.strip())
        if code is None:
            message = self.env._(
                "“%(text)s” is no answer to “%(field)s”. Write the code or the word of the form, "
                "or choose the system the file comes from.",
                text=text[:30],
                field=LABELS[name],
            )
            raise BadValue(name, message)
        return code

    def _read_many(self, name, codes, text, vals, sensitive):
        # most people answer the same
        if (name, text) not in self.found:
            self.found[name, text] = self._find_many(name, codes, text)
        found = self.found[name, text]
        if relative := RELATIVES.get(name):
            sensitive += [
                {"relative": relative, "code_id": self.own_code[code]}
                for code in found
                if code in self.sensitive
            ]
            found = [code for code in found if code not in self.sensitive]
        if found:
            vals[name] = [Command.set(found)]

    def _find_many(self, name, codes, text):
        whole = find_code(codes, text.strip())
        found = [whole] if whole else [self._find(name, codes, w) for w in split_words(text)]
        self._check_exclusive(name, found)
        return list(dict.fromkeys(found))

    def _check_exclusive(self, name, found):
        if len(set(found)) > 1 and self.exclusive & set(found):
            message = self.env._("“None” excludes the other answers.")
            raise BadValue(name, message)

    def _read_diseases(self, name, text, values, vals, sensitive):
        rows, found = {}, []
        for item in split_items(text):
            word, _colon, which = item.text.partition(":")
            code = self._find(name, self.codes["disease"], word)
            found.append(code)
            if code in self.exclusive:
                continue
            month = self._check_day(name, item, "first_of_month", values["birth_date"])
            if code in self.sensitive:
                row = {"relative": "self", "code_id": code, "diagnosed_month": month}
                sensitive.append(row)
                continue
            if code in self.named and not which.strip():
                message = self.env._("Say which: “%(disease)s: …”.", disease=word[:30])
                raise BadValue(name, message)
            which = which.strip() or False
            rows[code, which] = {"code_id": code, "name": which, "diagnosed_month": month}
        self._check_exclusive(name, found)
        # whether there is a history at all is told by the rows; those of the sensitive part don't
        if rows:
            vals[name] = [Command.create(row) for row in rows.values()]
            vals[HISTORY_OF[name]] = SOME
        elif set(found) & self.exclusive:
            vals[HISTORY_OF[name]] = NONE

    def _read_events(self, name, text, values, vals, _sensitive):
        if text.strip() in NONE_WORDS | SOME_WORDS:
            vals[HISTORY_OF[name]] = NONE if text.strip() in NONE_WORDS else SOME
            return
        rows = []
        for item in split_items(text):
            day = self._check_day(name, item, "date", values["birth_date"])
            # of a day that isn't known whole, what is known stays in the text
            known = f"({item.year}-{item.month:02})" if item.year and not day else ""
            rows.append({"kind": EVENTS[name], "name": item.text + known, "date": day or False})
        vals[name] = [Command.create(row) for row in rows]
        vals[HISTORY_OF[name]] = SOME

    def _read_genetic(self, name, text, _values, vals, _sensitive):
        text = text.strip()
        vals[name] = NONE if text in NONE_WORDS else SOME
        if text not in NONE_WORDS | SOME_WORDS:
            vals["genetic_name"] = text

    def _check_day(self, name, item, part, born):
        try:
            day = getattr(item, part)
        except ValueError:
            message = self.env._("There is no such day: “%(text)s”.", text=item.text[:30])
            raise BadValue(name, message) from None
        first = born and born.replace(day=1) if part == "first_of_month" else born
        if day and (day > self.today or (first and day < first)):
            message = self.env._("%(day)s lies in the future or before the birth.", day=day)
            raise BadValue(name, message)
        return day or False
