from . import (
    test_content_article,
    test_content_banner,
    test_content_mixin,
    test_content_notice,
    test_content_receipt,
    test_pictures,
)
