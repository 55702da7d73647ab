"""Give the user ``admin`` its first password, instead of the well-known one of a new database.

Piped into ``odoo shell``, which gives ``env``. Does nothing once the password is another, so that
it can run at every start. Input: the file named by ``OFFICE_ADMIN_PASSWORD_FILE``. Raises
SystemExit with a sentence when that is no good.
"""

import os
from pathlib import Path

from odoo.exceptions import AccessDenied

MIN_LENGTH = 12

admin = env.ref("base.user_admin")
try:
    admin.with_user(admin)._check_credentials(
        {"type": "password", "login": admin.login, "password": "admin"}, {"interactive": True}
    )
except AccessDenied:
    print("The user admin has a password of its own: left as it is.")
else:
    path = os.environ.get("OFFICE_ADMIN_PASSWORD_FILE", "/run/secrets/office_admin_password")
    password = Path(path).read_text(encoding="utf-8").strip()
    if len(password) < MIN_LENGTH:
        raise SystemExit(f"The secret office_admin_password needs {MIN_LENGTH} characters or more.")
    admin.password = password
    env.cr.commit()
    print("The user admin has its first password, from the secret office_admin_password.")
