from . import test_health_exam
from . import test_synthetic_county_exam
from . import test_health_exam_statistics
from . import test_health_indicator_exam
from . import test_health_exam_ui
