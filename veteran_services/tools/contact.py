"""How many contacts are due; nothing here asks a database."""


def contacts_due(a_year, elapsed, days):
    """Whole contacts due after ``elapsed`` of the ``days`` of a period, at least the first.

    ``a_year`` is how many the whole period asks for; 0 asks for none.
    """
    if a_year <= 0:
        return 0
    return max(1, int(a_year * min(elapsed, days) // days))
