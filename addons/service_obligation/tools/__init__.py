from .claim import Claim

__all__ = ["Claim"]
