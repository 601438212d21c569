from . import (
    test_amount,
    test_cn_region,
    test_cn_region_import,
    test_credit_code,
    test_identity,
    test_res_partner,
    test_split,
)
