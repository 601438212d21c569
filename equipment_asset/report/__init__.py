from . import (
    equipment_book,
    equipment_book_xlsx,
    equipment_card,
    equipment_depreciation_xlsx,
    equipment_stocktake_xlsx,
)
