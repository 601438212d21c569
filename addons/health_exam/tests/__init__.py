from . import test_health_exam
