from . import cn_region_import
