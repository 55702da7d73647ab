# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A secretariat's spreadsheet, read as it is: cells to dates, amounts, identifiers and verdicts.

Pure: standard library, openpyxl, xlrd, python-stdnum and python-codicefiscale; neither Odoo nor
the ORM. The members part is ``members.examine(spreadsheet.read_table(data, name), …)``.
"""
