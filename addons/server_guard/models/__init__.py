from . import server_guard_mixin
