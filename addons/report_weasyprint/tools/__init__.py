from .engine import engine
from .printer import PageFormat, Printer
from .resources import ResourceFetcher
