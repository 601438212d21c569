from . import test_health_exam
from . import test_device_result
from . import test_card_text
from . import test_health_exam_campaign
from . import test_health_exam_campaign_import
from . import test_health_exam_desk
from . import test_health_exam_label
from . import test_health_exam_sample
