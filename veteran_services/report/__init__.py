from . import health_archive_page
