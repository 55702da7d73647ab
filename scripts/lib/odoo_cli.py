"""Odoo's own command line in the product's environment: ``scripts/odoo shell -d DB``."""

import signal
import subprocess
import sys

from office import main_guard, office


def main() -> int:
    """Entry point."""
    odoo = office()
    with odoo.cluster.session():
        process = odoo.popen(*sys.argv[1:], stdin=None)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # Odoo got it too and decides what it means
            except subprocess.SubprocessError:
                return 1


if __name__ == "__main__":
    main_guard(main)
