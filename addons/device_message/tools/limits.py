"""What the listener puts up with."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Parameters ``device_message.<name>`` of the database."""

    max_bytes: int = 1024 * 1024
    """Of a message."""
    kept_bytes: int = 64 * 1024
    """Of what is too large, or no message."""
    max_stream_bytes: int = 64 * 1024 * 1024
    """After which a connection that never ends its message is closed."""
    idle_seconds: int = 300
    """After which a silent connection is closed."""
    max_connections: int = 64
    batch_messages: int = 100
    """Stored in one transaction."""

    @classmethod
    def load(cls, env):
        """Those of the database; a parameter that is missing or no number is as above."""
        # sudo: settings of the machine
        get = env["ir.config_parameter"].sudo().get_param
        given = {name: get(f"device_message.{name}") for name in cls._fields}
        return cls(**{name: int(value) for name, value in given.items() if _is_number(value)})


def _is_number(value):
    return bool(value) and value.isdecimal() and int(value) > 0
