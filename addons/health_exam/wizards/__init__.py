from . import health_exam_reason
from . import health_exam_reason_revoke
from . import health_exam_reason_sync
from . import health_exam_campaign_import
from . import health_exam_campaign_propose
from . import health_exam_label_print
from . import health_exam_sample_reject
from . import health_exam_reason_finding
