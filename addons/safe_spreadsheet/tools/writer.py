"""Text that stays text in a spreadsheet."""

# The full-width signs act as formula starts in East Asian versions of Excel.
ACTIVE_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def safe_text(value):
    """Put an apostrophe before text that a spreadsheet program could take for a formula.

    Anything but text is returned as it is, so that numbers stay numbers. Needed where a cell
    carries no type (CSV, or ``worksheet.write``); ``worksheet.write_string`` needs no help.
    """
    if isinstance(value, str) and value.startswith(ACTIVE_STARTS):
        return f"'{value}"
    return value
