"""What is kept about the books outside the database: signing keys and signed checkpoints.

Needs ``cryptography``; imports no Odoo, so that ``scripts/verify-books`` works from the database and these files alone.
"""
