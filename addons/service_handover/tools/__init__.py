from .contents import Contents
from .lines import split_lines
from .stamp import local_day, local_naive

__all__ = ["Contents", "local_day", "local_naive", "split_lines"]
