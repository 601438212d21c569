from . import cn_region, res_partner
