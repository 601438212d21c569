from . import health_followup_correction
from . import health_followup_catchup
from . import health_archive_close
