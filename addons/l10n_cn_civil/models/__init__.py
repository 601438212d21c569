from . import cn_region, res_partner, whole_fen_mixin
