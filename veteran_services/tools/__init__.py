from .contact import contacts_due
from .synthetic_picture import draw_photo, draw_signature
