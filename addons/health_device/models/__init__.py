from . import maintenance_equipment
from . import device_source
from . import device_result
from . import health_exam
from . import health_exam_range
from . import health_reference_range
