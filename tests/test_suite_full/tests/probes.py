"""The calls a stranger tries: every public method with plausible arguments."""

import inspect

from odoo.exceptions import AccessError
from odoo.models import BaseModel
from odoo.service.model import get_public_method

from .repository import product_addons

FIELDS = ["display_name"]
SPEC = {"display_name": {}}
DATE = "2026-01-01"

# Stock methods that read or write records: (method, arguments after the ids).
RECORD_CALLS = (
    ("read", [FIELDS]),
    ("web_read", [SPEC]),
    ("export_data", [FIELDS]),
    ("write", [{"create_uid": 1}]),
    ("web_save", [{}, SPEC]),
    ("copy", [{}]),
    ("unlink", []),
    ("action_archive", []),
    ("action_unarchive", []),
    ("get_metadata", []),
    ("get_formview_action", []),
    ("message_post", []),
    ("message_subscribe", [[1]]),
    ("activity_schedule", []),
    ("onchange", [{}, [], SPEC]),
)
# Stock methods of the model: (method, keyword arguments from the ids).
MODEL_CALLS = (
    ("search_read", lambda ids: {"domain": [("id", "in", ids)], "fields": FIELDS}),
    ("web_search_read", lambda ids: {"domain": [("id", "in", ids)], "specification": SPEC}),
    ("name_search", lambda ids: {"name": "", "domain": [("id", "in", ids)]}),
    ("web_read_group", lambda ids: {"domain": [("id", "in", ids)], "groupby": ["id"]}),
    ("formatted_read_group", lambda ids: {"domain": [("id", "in", ids)], "groupby": ["id"]}),
)
# What to pass for a required parameter of our own methods, by its name.
ARGUMENTS = {
    "domain": [],
    "ids": [],
    "vals": {},
    "values": {},
    "date": DATE,
    "date_from": DATE,
    "date_to": DATE,
    "reason": "probe",
    "name": "probe",
    "amount": 1.0,
    "filename": "probe.xlsx",
    "content": "",
    "fields": FIELDS,
    "operation": "read",
    "code": "probe",
    "item_id": 1,
    "partner_id": 1,
    "payload": {"uuid": "probe"},
    "registration_id": 1,
    "scans": [],
    "serial": "probe",
    "text": "probe",
    "uuid": "probe",
}


def own_methods(records) -> list[str]:
    """Public methods that our add-ons add to the model, as RPC would find them."""
    names = {
        name
        for cls in type(records).mro()
        if getattr(cls, "_module", None) in product_addons()
        for name, value in vars(cls).items()
        if inspect.isfunction(value) and not name.startswith("_") and not hasattr(BaseModel, name)
    }
    return sorted(name for name in names if _is_public(records, name))


def _is_public(records, name):
    try:
        get_public_method(records, name)
    except AccessError:
        return False
    return True


def arguments(records, name) -> dict | None:
    """Values for the required parameters, None when one is not in ARGUMENTS."""
    parameters = list(inspect.signature(getattr(type(records), name)).parameters.values())[1:]
    required = [
        parameter.name
        for parameter in parameters
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
    ]
    if set(required) - set(ARGUMENTS):
        return None
    return {parameter: ARGUMENTS[parameter] for parameter in required}


def is_model_method(records, name) -> bool:
    return bool(getattr(getattr(type(records), name), "_api_model", False))


def is_callable(records, name) -> bool:
    """Whether the model has the method; archiving means something only with `active`."""
    if name in ("action_archive", "action_unarchive"):
        return "active" in records._fields
    return hasattr(records, name)
