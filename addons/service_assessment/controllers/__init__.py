from . import service_assessment
