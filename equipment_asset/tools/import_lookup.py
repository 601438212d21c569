from collections import defaultdict

from odoo.fields import Domain

COMPANIES = ("partner_id", "manufacturer_id")


class BadValue(Exception):
    """A cell that cannot be used; the message says why and what to do."""

    def __init__(self, column, message):
        super().__init__(message)
        self.column = column


class Lookup:
    """What the texts of some cells mean: records of one model, read with a single query.

    :param names: fields a text may stand in, for example code and name
    """

    def __init__(self, model, names, texts, domain=Domain.TRUE):
        self.ids = defaultdict(list)
        texts = list(filter(None, texts))
        if not texts:
            return
        wanted = Domain.OR(Domain(name, "in", texts) for name in names)
        for record in model.search(wanted & domain):
            # a set: code and name of one record may be the same word
            for word in {record[name] for name in names}:
                self.ids[word].append(record.id)


class RecordFinder:
    """Finds what the rows of a device list name, within the scope of the user."""

    def __init__(self, env, rows):
        self.env = env
        self.rows = rows
        # a user without a unit has no scope
        scope = env.user.org_unit_id.ids
        units = (env["org.unit"], ("code", "name"), Domain("id", "child_of", scope))
        users = (env["res.users"], ("login", "name"), Domain("org_unit_id", "child_of", scope))
        partners = (env["res.partner"], ("name",), Domain("parent_id", "=", False))
        self.lookups = {
            "org_unit_id": self._look_up(*units, "org_unit_id"),
            "using_unit_id": self._look_up(*units, "using_unit_id"),
            "owner_user_id": self._look_up(*users, "owner_user_id"),
            "class_id": self._look_up(env["equipment.class"], ("code", "name"), (), "class_id"),
            "partner_id": self._look_up(*partners, *COMPANIES),
        }
        self.lookups["manufacturer_id"] = self.lookups["partner_id"]

    def _look_up(self, model, names, domain, *columns):
        texts = {row.values[column] for row in self.rows for column in columns}
        return Lookup(model, names, texts, Domain(domain))

    def knows(self, column, text):
        return text in self.lookups[column].ids

    def find(self, column, text):
        """Id of what ``text`` means in ``column``, False for an empty cell.

        :raise BadValue: nothing in the user's scope is called so, or more than one
        """
        if not text:
            return False
        found = self.lookups[column].ids.get(text, ())
        if len(found) != 1:
            explain = self._explain_several if found else self._explain_missing
            raise BadValue(column, explain(column, text))
        return found[0]

    def _explain_missing(self, column, text):
        if column in COMPANIES:
            return self.env._(
                "“%(text)s” is not among the companies. Add it, or tick “Create missing companies”.",
                text=text,
            )
        if column == "owner_user_id":
            return self.env._("“%(text)s” is no user of your units.", text=text)
        if column == "class_id":
            return self.env._("There is no asset class “%(text)s”.", text=text)
        return self.env._(
            "“%(text)s” is not one of your units. Write its code or full name.", text=text
        )

    def _explain_several(self, column, text):
        if column in COMPANIES:
            return self.env._("Several companies are called “%(text)s”. Merge them.", text=text)
        if column == "owner_user_id":
            return self.env._("Several users are called “%(text)s”. Write the login.", text=text)
        return self.env._("“%(text)s” means more than one. Write the code.", text=text)
