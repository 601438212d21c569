from . import controllers, wizards
