"""When the units of a signed service are due (domain E.4)."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta


def get_windows(start, last, times, spread):
    """``[(first day, last day)]`` of each unit of a service done ``times`` a year.

    :param start: first day of the term
    :param last: last day of the term, which has full years
    :param spread: ``even``: each year is cut into ``times`` parts that follow each other without a
        gap; ``any``: each unit has the whole year
    """
    windows, begin, years = [], start, 0
    while begin <= last:
        years += 1
        end = min(start + relativedelta(years=years) - timedelta(days=1), last)
        if last - end < timedelta(days=2):  # what began on 29 February ends on the 28th
            end = last
        days = (end - begin).days + 1
        for unit in range(times):
            if spread == "any":
                windows.append((begin, end))
                continue
            first = begin + timedelta(days=days * unit // times)
            until = begin + timedelta(days=days * (unit + 1) // times - 1)
            windows.append((first, max(first, until)))
        begin = end + timedelta(days=1)
    return windows
