"""Numbers of Chinese civil life: persons, organisations, money."""

from .amount import amount_in_words
from .credit_code import canonical_credit_code, check_credit_code
from .identity import (
    check_identity_number,
    convert_legacy_identity_number,
    identity_birth_date,
    identity_sex,
    identity_warnings,
)
from .split import split, split_table, to_fen, to_yuan

__all__ = [
    "amount_in_words",
    "canonical_credit_code",
    "check_credit_code",
    "check_identity_number",
    "convert_legacy_identity_number",
    "identity_birth_date",
    "identity_sex",
    "identity_warnings",
    "split",
    "split_table",
    "to_fen",
    "to_yuan",
]
