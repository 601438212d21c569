"""Fields that hold codes of a national form; see ``health.coded.mixin`` for what they promise."""

from odoo import fields


def one_code(list_code, string, **kwargs):
    """A box of the form that takes one code of ``list_code``."""
    return fields.Many2one(
        "health.code",
        string,
        domain=_get_domain(list_code, kwargs.pop("sensitive", False)),
        code_list=list_code,
        ondelete="restrict",
        **kwargs,
    )


def many_codes(list_code, string, relation, **kwargs):
    """A box of the form that takes several codes of ``list_code``.

    ``relation`` names the table, which has to differ for each field of a model.
    """
    return fields.Many2many(
        "health.code",
        relation,
        "record_id",
        "code_id",
        string,
        domain=_get_domain(list_code, False),
        code_list=list_code,
        ondelete="restrict",
        **kwargs,
    )


def _get_domain(list_code, sensitive):
    domain = [("list_code", "=", list_code), ("valid_to", "=", False)]
    domain = domain if sensitive is None else [*domain, ("is_sensitive", "=", sensitive)]
    # a text is for the screen only: by a list all forms would depend on the codes, be computed anew
    # when these are loaded by an upgrade, and lose the answers that lapsed since
    return str(domain)
