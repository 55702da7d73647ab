"""What statute and law say, as functions that paper and pencil can check.

Pure package: standard library only, no Odoo, no database, no clock, no network.
Facts come in as plain values, verdicts go out as plain values; every rule names
the article it rests on.
"""
