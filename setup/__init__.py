"""Sets up a machine for this suite and runs it; see the Makefile for the words.

Two stages: ``__main__`` runs under the machine's own Python with nothing but the standard library,
fetches Odoo, builds the virtual environment and then continues inside it (``commands``).
"""
