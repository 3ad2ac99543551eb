#!/usr/bin/env bash
# Runs once, when the volume is new: one database for each name, owned by a role of the same name that can connect to no other.
# A database that is added here later needs a new volume, or these statements by hand.
set -euo pipefail

sql() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres "$@"; }

for name in orders order_view key_store payments inventory shipping sagas psp; do
  sql --set name="$name" --set password="${BULWARK_DB_PASSWORD:?is the password of every role}" <<'SQL'
-- The text of CREATE ROLE holds the password: keep it out of the statement statistics.
SET pg_stat_statements.track_utility = off;
CREATE ROLE :"name" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT, TEMPORARY ON DATABASE :"name" FROM PUBLIC;
SQL
done

sql <<'SQL'
REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC;
REVOKE CONNECT, TEMPORARY ON DATABASE template1 FROM PUBLIC;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
SQL
