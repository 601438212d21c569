from .day import service_today

__all__ = ["service_today"]
