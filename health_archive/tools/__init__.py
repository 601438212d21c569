from .code_fields import many_codes, one_code
