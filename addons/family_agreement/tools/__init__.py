from .document import PLACEHOLDER, fill
from .term import get_term_end
