"""Ids of a Many2many as one text, by which its records can be counted without a join."""


def join_ids(ids):
    """``"1,4"`` of 4 and 1; empty of none."""
    return ",".join(map(str, sorted(ids)))


def split_ids(key):
    """The ids of a text of :func:`join_ids`."""
    return [int(id_) for id_ in (key or "").split(",") if id_]
