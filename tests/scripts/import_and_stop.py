"""An import that has written everything and never commits: ``import_and_stop.py DB FILE``."""

import sys
import time
from pathlib import Path

from within import environment

with environment(sys.argv[1]) as env:
    file = Path(sys.argv[2])
    company = env["res.company"].search([], order="id", limit=1)
    env["association.import.batch"]._import(file.read_bytes(), file.name, company)
    env.flush_all()
    print("recorded", flush=True)
    time.sleep(600)
