"""The county table of python-stdnum, with today's and many abolished counties."""

from functools import cache
from pathlib import Path

from stdnum import numdb


@cache
def _table():
    # numdb.get() looks the file up through importlib.resources, which fails inside Odoo: Odoo's
    # import hook for its stdnum patches replaces the loader that would know the path.
    with Path(numdb.__file__).with_name("cn").joinpath("loc.dat").open(encoding="utf-8") as file:
        return numdb.read(file)


def county_names(code):
    """Names by level (``province``, ``prefecture``, ``county``), empty for an unknown code."""
    return _table().info(code)[0][1]
