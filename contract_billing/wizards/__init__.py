from . import billing_line_import
