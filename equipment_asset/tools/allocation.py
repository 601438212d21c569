from datetime import timedelta
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from odoo.addons.l10n_cn_civil.tools import split

WORKDAYS = 5


def exact_quota(total, weight, whole):
    """Share of ``total`` pieces as a mixed number: ``"5 6/17"``; ``"0"`` without any weight."""
    if not whole:
        return "0"
    number, rest = divmod(Fraction(total) * Fraction(str(weight)) / Fraction(str(whole)), 1)
    return f"{number} {rest}" if rest and number else str(rest or number)


def split_capped(total, weights, caps):
    """Largest-remainder split in which no part exceeds its cap; what is cut off goes to the others.

    :param caps: most pieces of each part
    :return: parts in the order of ``weights``; they sum to ``total``
    :raise ValueError: the caps hold fewer than ``total``
    """
    if total > sum(caps):
        raise ValueError("more pieces than the caps hold")
    parts = [0] * len(weights)
    open_parts = [i for i, cap in enumerate(caps) if cap]
    while total:
        open_weights = [weights[i] for i in open_parts]
        # Those with weight are full: what is left goes to the others alike.
        shares = split(total, open_weights if any(open_weights) else [1] * len(open_parts))
        full = [i for i, n in zip(open_parts, shares, strict=True) if n > caps[i]]
        for i, share in zip(open_parts, shares, strict=True):
            parts[i] = caps[i] if full and i in full else share
        if not full:
            break
        total -= sum(caps[i] for i in full)
        open_parts = [i for i in open_parts if i not in full]
        for i in open_parts:
            parts[i] = 0
    return parts


def plan_turns(count, period, start, weeks):
    """Turns of ``count`` units with one thing for ``weeks`` weeks: ``[(unit index, from, to), …]``.

    ``week`` and ``month`` hand it on every 7 days or every calendar month. ``workday`` gives each
    unit the same days of every week; who has it on Friday keeps it over the weekend. Both days
    count. Turns never overlap and leave no day out.
    """
    end = start + timedelta(weeks=weeks)
    turns, number = [], 0
    while count and start < end:
        if period == "workday":
            day = min(start.weekday(), WORKDAYS - 1)
            number = day % count
            after = start + timedelta(days=1 if day < WORKDAYS - 1 else 7 - start.weekday())
        elif period == "month":
            after = start + relativedelta(months=1, day=1)
        else:
            after = start + timedelta(weeks=1)
        after = min(after, end)
        turns.append((number % count, start, after - timedelta(days=1)))
        start, number = after, number + 1
    return turns
