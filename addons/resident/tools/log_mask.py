"""Neither identity numbers nor rows of a table stand in a log, whoever writes it."""

import logging
import re

from .mask import mask_identity_number

_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{6}(?:18|19|20)\d{9}[0-9Xx](?![0-9A-Za-z])")
_VALUES = re.compile(r" (VALUES|SET) .*?(?=\nERROR: )", re.DOTALL)
"""What a refused statement would have written."""


def mask_log():
    """Mask the numbers in what this process logs from now on, and the rows the database refused.

    Odoo logs the message of each refused call, and a message about a number says which. It logs
    each refused statement with its values, too, such as all that a visit has found.
    """
    make_plain = logging.getLogRecordFactory()
    if make_plain.__module__ == __name__:
        return

    def make_record(*args, **kwargs):
        return _mask_record(make_plain(*args, **kwargs))

    logging.setLogRecordFactory(make_record)


def _mask_record(record):
    try:
        message = record.getMessage()
    except Exception:  # whoever logs this sees it reported by the handlers of logging
        return record
    masked = _mask_text(message)
    if record.name == "odoo.sql_db":
        masked = _VALUES.sub(r" \1 …", masked.partition("\nDETAIL:")[0])
    if masked != message:
        record.msg, record.args = masked, ()
    if record.exc_info and not record.exc_text:
        trace = logging.Formatter().formatException(record.exc_info)
        if _NUMBER.search(trace):
            record.exc_text = _mask_text(trace)
    return record


def _mask_text(text):
    return _NUMBER.sub(lambda match: mask_identity_number(match[0]), text)
