from . import service_assessment_correct
