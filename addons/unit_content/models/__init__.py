from . import (
    content_mixin,
    content_category,
    content_article,
    content_banner,
    content_notice,
    content_notice_receipt,
    content_receipt,
    res_users,
)
