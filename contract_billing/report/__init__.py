from . import billing_ledger_xlsx
