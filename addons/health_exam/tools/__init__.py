from .age_band import AGE_BANDS, get_age_band
from .card_text import read_card_text
from .exam_number import complete_number, is_exam_number, split_sample_number
from .group_figure import SECTIONS, Figure
from .group_workbook import write_group_workbook
from .reference import Reference
from .time_slot import clean_time_slot
