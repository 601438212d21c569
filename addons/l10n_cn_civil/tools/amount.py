"""Amounts in words (人民币大写), as the rules for filling in bills and vouchers want them."""

from decimal import Decimal, InvalidOperation

import cn2an

MAX_AMOUNT = Decimal(10) ** 16
_CENT = Decimal("0.01")


def amount_in_words(amount):
    """Return an amount of yuan in capital Chinese numerals, e.g. ``壹拾元零伍分``.

    :param amount: Decimal, int or str; at most two decimals, below ten thousand trillion
    :raise TypeError: a float, which does not hold cents exactly
    :raise ValueError: more than two decimals, or too large
    """
    if isinstance(amount, float | bool):
        raise TypeError("amount_in_words() takes a Decimal, an int or a str, never a float")
    try:
        amount = Decimal(amount)
    except InvalidOperation as error:
        raise ValueError(f"Not an amount: {amount!r}") from error
    if not amount.is_finite() or abs(amount) >= MAX_AMOUNT or amount != amount.quantize(_CENT):
        raise ValueError(f"Not an amount in yuan and cents below {MAX_AMOUNT}: {amount}")
    words = cn2an.an2cn(format(abs(amount).quantize(_CENT), "f"), "rmb")
    # The sign is put here, because the library words -0.50 like 0.50.
    return f"负{words}" if amount < 0 else words
