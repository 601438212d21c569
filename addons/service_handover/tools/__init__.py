from .contents import Contents
from .stamp import local_day, local_naive

__all__ = ["Contents", "local_day", "local_naive"]
