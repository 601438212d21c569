"""What a record claims towards an obligation."""

from datetime import date as Date
from typing import NamedTuple

from odoo.models import BaseModel


class Claim(NamedTuple):
    """One claim of one record; a record has at most one per kind and person.

    ``kind`` is the code of a ``service.claim.kind``. ``partner`` is the person served, who then has
    to be on the roster that day, or nothing where nobody in particular was (a lecture). ``missing``
    names what is missing yet, in the words of a coordinator: while there is any, the claim doesn't
    count. ``refused`` says why it will never count.
    """

    kind: str
    date: Date
    partner: BaseModel | None = None
    value: float = 1.0
    missing: tuple[str, ...] = ()
    refused: str = ""
