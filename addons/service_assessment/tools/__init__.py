from .score import get_ratio, share_points

__all__ = ["get_ratio", "share_points"]
