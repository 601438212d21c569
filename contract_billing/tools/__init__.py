from odoo.addons.l10n_cn_civil.tools import split, split_table, to_fen, to_yuan

from .maintenance import FeePeriod, fee_periods, warranty_end

__all__ = [
    "FeePeriod",
    "fee_periods",
    "split",
    "split_table",
    "to_fen",
    "to_yuan",
    "warranty_end",
]
