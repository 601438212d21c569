from . import models, wizards
from .tools import mask_log

mask_log()
