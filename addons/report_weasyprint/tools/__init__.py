from .barcodes import code_128, qr_code
from .engine import engine
from .printer import PageFormat, Printer
from .resources import ResourceFetcher
