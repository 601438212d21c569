from . import health_exam_appointment_list
from . import health_exam_guide
from . import health_exam_group_report
