#!/bin/bash
# Runs once, when the database volume is empty (the official image executes what is in /docker-entrypoint-initdb.d):
# a role for Odoo that is no superuser and creates no databases, its one database, and the extensions the office uses.
set -euo pipefail

export ODOO_PASSWORD_FILE="${ODOO_PASSWORD_FILE:-/run/secrets/odoo_db_password}"
[ -s "$ODOO_PASSWORD_FILE" ] || { echo "The secret odoo_db_password is missing or empty." >&2; exit 1; }

# psql itself reads the password and quotes it: it is in no process list.
psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\set password `cat "$ODOO_PASSWORD_FILE"`
CREATE ROLE odoo LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE office OWNER odoo TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE CONNECT ON DATABASE office FROM PUBLIC;
\connect office
CREATE EXTENSION IF NOT EXISTS btree_gist;  -- "in which category on that day": no two periods overlap
CREATE EXTENSION IF NOT EXISTS pg_trgm;     -- search by part of a name
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
SQL
