"""The boxes of the paper form: what may be answered, and the digits written into the boxes."""

from typing import NamedTuple

HAN, MINORITY = "01", "99"
RELATIVES = {
    "father": "family_father_ids",
    "mother": "family_mother_ids",
    "sibling": "family_sibling_ids",
    "child": "family_child_ids",
}


class Disease(NamedTuple):
    """One box of the history of diseases: code, name where the form asks for one, month."""

    code: str
    name: str
    month: str


class FormBoxes:
    """Answers of one archive, as the form (个人基本信息表) shows them.

    Sensitive diseases are in ``sensitive`` or nowhere: the caller hands in what the user may see.

    :param codes: ``{list code: health.code in force}``
    :param sensitive: rows of ``health.archive.sensitive`` of this archive
    """

    # Answers that are no records: the words of the norm, as in health.code.
    SEXES = (("1", "男"), ("2", "女"), ("9", "未说明的性别"), ("0", "未知的性别"))
    RESIDENCES = (("1", "户籍"), ("2", "非户籍"))
    NONE_OR_SOME = (("1", "无"), ("2", "有"))
    ETHNIC_GROUPS = ((HAN, "汉族"), (MINORITY, "少数民族"))

    def __init__(self, archive, codes, sensitive):
        self.archive = archive
        self.codes = codes
        self.sensitive = sensitive

    def options(self, list_code, texts=None):
        """``1 A型  2 B型 …``; ``texts`` says the names beside codes that ask for one."""
        texts = texts or {}
        answers = [(code.code, code.name) for code in self.codes[list_code]]
        return [f"{code} {name}{_named(texts.get(code))}" for code, name in answers]

    def fixed_options(self, answers, texts=None):
        """The same of answers that are no records."""
        texts = texts or {}
        return [f"{code} {name}{_named(texts.get(code))}" for code, name in answers]

    def boxes(self, codes, count=1):
        """Contents of ``count`` boxes, or of more if there are more answers."""
        found = sorted((code.code for code in codes), key=int)
        return found + [""] * (count - len(found))

    def other(self, list_code, text):
        """``{code: text}`` for the answer “other” of a list."""
        needing = [code.code for code in self.codes[list_code] if code.needs_text]
        return {needing[-1]: text} if needing else {}

    def ethnic(self):
        """``(code, name)`` of the form, which knows only Han and minorities."""
        group = self.archive.ethnic_group_id
        if not group:
            return "", ""
        return (HAN, "") if group.code == HAN else (MINORITY, group.name)

    def diseases(self):
        """The boxes of the history of diseases; the paper has six."""
        own = self.sensitive.filtered(lambda row: row.relative == "self")
        rows = [
            Disease(row.code_id.code, row.name, _month(row)) for row in self.archive.disease_ids
        ]
        rows += [Disease(row.code_id.code, "", _month(row)) for row in own]
        if not rows and self.archive.disease_history:
            rows = [Disease(self.archive.disease_history, "", "")]
        return rows + [Disease("", "", "")] * (6 - len(rows))

    def disease_names(self):
        """``{code: name}`` of tumours, occupational and other diseases."""
        names = {}
        for row in self.archive.disease_ids.filtered("name"):
            names.setdefault(row.code_id.code, []).append(row.name)
        return {code: "、".join(found) for code, found in names.items()}

    def relatives(self, relative):
        """Six boxes of the diseases of a relative."""
        hidden = self.sensitive.filtered(lambda row: row.relative == relative).code_id
        codes = self.archive[RELATIVES[relative]] | hidden
        if hidden:  # “none” was right without them only
            codes = codes.filtered(lambda code: not code.is_exclusive)
        return self.boxes(codes, 6)

    def events(self, kind):
        """Rows of operations, injuries or transfusions; the paper has two."""
        rows = [(row.name, row.date or "") for row in self.archive[f"{kind}_ids"]]
        return rows + [("", "")] * (2 - len(rows))


def _named(text):
    return f"（{text}）" if text else ""


def _month(row):
    return row.diagnosed_month.strftime("%Y-%m") if row.diagnosed_month else ""
