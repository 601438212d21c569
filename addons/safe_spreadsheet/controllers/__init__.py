from . import export, pivot, template
