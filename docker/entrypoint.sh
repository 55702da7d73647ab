#!/bin/bash
# Starts Odoo in the container. In place of the official image's entrypoint, which reads PASSWORD_FILE but then writes the
# password on Odoo's command line, where every process list shows it: here libpq reads it from a file in memory.
#
#   init    create or update the database with both addons, then end
#   serve   serve it
#   …       anything else is run as it is (odoo shell …)
set -euo pipefail
umask 077

# A line of a password file is host:port:database:user:password, with \ before each : and \ of a value.
secret="${ODOO_PASSWORD_FILE:-/run/secrets/odoo_db_password}"
[ -s "$secret" ] || { echo "The secret odoo_db_password is missing or empty: $secret" >&2; exit 1; }
password="$(< "$secret")"
password="${password//\\/\\\\}"
password="${password//:/\\:}"
export PGPASSFILE="${TMPDIR:-/tmp}/pgpass"
printf '*:*:*:*:%s\n' "$password" > "$PGPASSFILE"
unset password

case "${1:-serve}" in
    init)
        addons=lecce_smartcity,twinning_projects
        # -i leaves alone what is installed, -u what is not: together they create and update.
        odoo --init="$addons" --update="$addons" --load-language=it_IT,en_GB --stop-after-init --no-http --max-cron-threads=0
        exec odoo shell --no-http --log-level=warn --shell-interface=python < /opt/association/first_login.py
        ;;
    serve)
        exec odoo
        ;;
    *)
        exec "$@"
        ;;
esac
