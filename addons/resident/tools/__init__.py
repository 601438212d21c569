from .log_mask import mask_log
from .mask import mask_identity_number, mask_name, mask_phone
from .person_name import check_person_name, split_name
from .phone import clean_phone
from .pinyin import to_pinyin
from .vault import KeyFileError, Vault
