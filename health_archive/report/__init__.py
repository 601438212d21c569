from . import form_boxes
from . import health_archive_report
