from . import resident_reveal
from . import resident_merge_wizard_line
from . import resident_merge_wizard
from . import resident_merge_undo
