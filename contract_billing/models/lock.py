"""The key to signed contracts.

Only server code that holds this very object may change what a signed contract fixed; a context
key sent over RPC is a copy of a JSON value and never identical to it.
"""

CONTRACT_SENTINEL = object()
"""Pass as ``with_context(contract_unlock=CONTRACT_SENTINEL)``; done by amendments only."""


ALLOCATION_DEFERRED = object()
"""Pass as ``with_context(allocation=…)`` while one save still brings lines, owners and funds."""


def is_unlocked(env) -> bool:
    """Return whether ``env`` was opened by server code that may change a signed contract."""
    return env.context.get("contract_unlock") is CONTRACT_SENTINEL
