"""Seal what waits in every book of a database: ``seal_books.py DB``."""

import sys

from within import environment

with environment(sys.argv[1]) as env:
    for book in env["association.book"].search([]):
        while book._seal():
            pass
