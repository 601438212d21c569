from . import controllers, models, report, wizards
from .hooks import rename_stock_fields
