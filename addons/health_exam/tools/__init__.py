from .age_band import AGE_BANDS, get_age_band
from .card_text import read_card_text
from .exam_number import complete_number, is_exam_number, split_sample_number
from .reference import Reference
from .time_slot import clean_time_slot
