from .duty_windows import get_windows
from .id_key import join_ids, split_ids
