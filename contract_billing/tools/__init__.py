from .maintenance import FeePeriod, fee_periods, warranty_end
from .split import split, split_table, to_fen, to_yuan
