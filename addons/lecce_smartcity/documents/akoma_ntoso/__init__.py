"""Statutes as Akoma Ntoso 3.0 (OASIS LegalDocML): ``writing.write``, ``reading.read``, ``checking.validate``.

Only lxml and the schema beside this package: no network, no document type, no entities.
"""
