# shellcheck shell=bash
# A private PostgreSQL of our own: unix socket only, started as an unprivileged user, owned by the script that
# sources this file. Used by `deploy/database` (throw-away) and `deploy/demo` (kept between two runs).
# Nothing here prints on standard output.

cluster_pid=""
cluster_log=""

cluster_fail() {
    printf 'PostgreSQL : %s\n' "$1" >&2
    [[ -n "$cluster_log" && -s "$cluster_log" ]] && tail -n 20 "$cluster_log" >&2
    return 1
}

# The server's programs are not on the PATH of a Debian; the newest version wins.
cluster_programs() {
    local found
    found=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/postgres' 2>/dev/null | sort -V | tail -n 1)
    if [[ -z "$found" ]]; then
        cluster_fail "le serveur n'est pas installé (paquet postgresql-15, « deploy/demo » l'installe)"
        return 1
    fi
    dirname "$found"
}

# PostgreSQL refuses to run as root: root lends it `postgres`, or `nobody` where that user does not exist.
cluster_account() {
    if [[ $EUID -ne 0 ]]; then id -un
    elif id -u postgres >/dev/null 2>&1; then echo postgres
    else echo nobody
    fi
}

# Runs a program as that user, away from a current folder that it may not be allowed to enter.
cluster_run() {
    local account
    account=$(cluster_account)
    if [[ $EUID -eq 0 ]]; then
        (cd / && exec setpriv --reuid="$account" --regid="$(id -gn "$account")" --init-groups --inh-caps=-all "$@")
    else
        (cd / && exec "$@")
    fi
}

# cluster_folder: a new short folder that the server's user owns and can enter (a socket's path has 107 bytes at most).
cluster_folder() {
    local folder
    folder=$(mktemp --directory --tmpdir sextant.XXXXXX)
    cluster_own "$folder"
    if [[ ${#folder} -gt 80 ]] || ! cluster_run test -w "$folder"; then
        rmdir "$folder"
        folder=$(TMPDIR='' mktemp --directory --tmpdir sextant.XXXXXX)
        cluster_own "$folder"
    fi
    echo "$folder"
}

cluster_own() {
    chmod 700 "$1"
    [[ $EUID -ne 0 ]] || chown "$(cluster_account):$(id -gn "$(cluster_account)")" "$1"
}

# cluster_create DATA: an empty cluster. Trust is enough: only its owner and root can reach the socket.
cluster_create() {
    local data=$1 programs
    programs=$(cluster_programs) || return 1
    cluster_run "$programs/initdb" --pgdata="$data" --no-sync --auth=trust --username=postgres \
        --encoding=UTF8 --locale=C.UTF-8 --no-instructions >>"$cluster_log" 2>&1 \
        || cluster_fail "la création de la base a échoué"
}

# cluster_start DATA SOCKET [name=value…]: starts the server in a session of its own, so that Ctrl-C reaches the
# caller first; it stops by itself if the caller is killed.
cluster_start() {
    local data=$1 socket=$2 programs account setting
    local -a settings=() drop=()
    shift 2
    programs=$(cluster_programs) || return 1
    for setting in "$@"; do settings+=(-c "$setting"); done
    if [[ $EUID -eq 0 ]]; then
        account=$(cluster_account)
        drop=(--reuid="$account" --regid="$(id -gn "$account")" --init-groups --inh-caps=-all)
    fi
    (cd / && exec setsid setpriv "${drop[@]}" --pdeathsig INT "$programs/postgres" -D "$data" \
        -c listen_addresses='' -c unix_socket_directories="$socket" -c port=5432 \
        -c timezone=UTC -c log_timezone=UTC "${settings[@]}" </dev/null >>"$cluster_log" 2>&1) &
    cluster_pid=$!
    cluster_wait "$socket"
}

cluster_wait() {
    local tries
    for ((tries = 0; tries < 3000; tries++)); do
        kill -0 "$cluster_pid" 2>/dev/null || { cluster_fail "le serveur s'est arrêté au démarrage"; return 1; }
        if [[ -S "$1/.s.PGSQL.5432" ]] && pg_isready --quiet --host="$1" --port=5432; then return 0; fi
        sleep 0.02
    done
    cluster_fail "le serveur ne répond pas après une minute"
}

# cluster_stop SIGNAL: INT is a clean stop, QUIT abandons what is in memory (throw-away clusters).
cluster_stop() {
    [[ -n "$cluster_pid" ]] || return 0
    kill -s "$1" "$cluster_pid" 2>/dev/null || true
    wait "$cluster_pid" 2>/dev/null || true
    cluster_pid=""
}

# cluster_roles SOCKET: the owner's role and its database; `sextant migrate` creates every other role.
cluster_roles() {
    psql --no-psqlrc --quiet --host="$1" --port=5432 --username=postgres --dbname=postgres \
        --set=ON_ERROR_STOP=1 >>"$cluster_log" 2>&1 <<'SQL' || cluster_fail "la base n'a pas pu être préparée"
select 'create role sextant_owner login createrole'
 where not exists (select from pg_roles where rolname = 'sextant_owner') \gexec
select 'create database sextant owner sextant_owner'
 where not exists (select from pg_database where datname = 'sextant') \gexec
SQL
}

# cluster_export SOCKET: the variables that `sextant` and `psql` read.
cluster_export() {
    unset PGHOSTADDR PGSERVICE PGSERVICEFILE PGPASSWORD PGPASSFILE PGOPTIONS PGSSLMODE PGTARGETSESSIONATTRS
    unset SEXTANT_DATABASE_FILE SEXTANT_OWNER_DATABASE_FILE
    export PGHOST=$1 PGPORT=5432 PGUSER=postgres PGDATABASE=sextant
    export SEXTANT_DATABASE="host=$1 port=5432 dbname=sextant user=sextant_login"
    export SEXTANT_OWNER_DATABASE="host=$1 port=5432 dbname=sextant user=sextant_owner"
}
