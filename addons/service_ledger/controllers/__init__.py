from . import service_feedback
