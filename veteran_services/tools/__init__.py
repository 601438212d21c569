from .contact import contacts_due
