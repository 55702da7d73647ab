"""Documents: frozen dataclasses in, bytes out. Pure package: imports neither Odoo nor the ORM."""
