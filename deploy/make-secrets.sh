#!/bin/sh
# Writes the secrets that compose.yaml hands over as files; leaves those that are there.
set -eu
umask 077
folder=$(dirname "$0")/secrets
mkdir -p "$folder"
if [ ! -s "$folder/postgres_password" ]; then
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n' > "$folder/postgres_password"
fi
printf 'postgresql+psycopg://sverka:%s@postgres:5432/sverka' "$(cat "$folder/postgres_password")" \
    > "$folder/database_url"
chmod 644 "$folder/postgres_password" "$folder/database_url" # read in containers by another user
chmod 700 "$folder"
