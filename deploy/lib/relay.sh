#!/usr/bin/env bash
# deploy/lib/relay.sh PORT NEXT-PORT FOLDER: a real mail relay (OpenSMTPD) on 127.0.0.1:PORT that hands every mail on to
# 127.0.0.1:NEXT-PORT, and sends back a report for what is refused there. Until it is ended, in the foreground.
#
# Root only: its spool and its sockets are in a mount namespace of its own, so that the machine's mail is untouched and
# two of them may run at once. Mails expire after ten seconds (a report comes then). FOLDER takes its settings.
set -euo pipefail

if [[ $# -ne 3 ]]; then
    echo "usage : deploy/lib/relay.sh PORT PORT-SUIVANT DOSSIER" >&2
    exit 64
fi
if [[ $EUID -ne 0 ]]; then
    echo "Le relais demande les droits de root : son espace de montage est à lui." >&2
    exit 77
fi
if ! command -v smtpd >/dev/null; then
    echo "Il manque le paquet opensmtpd." >&2
    exit 69
fi
port=$1
next=$2
folder=$3
mkdir -p "$folder"
cat >"$folder/smtpd.conf" <<EOF
queue ttl 10s
bounce warn-interval 5s
listen on 127.0.0.1 port $port
action "on" relay host smtp://127.0.0.1:$next helo relay.example
match from any for any action "on"
EOF
export relay_settings=$folder/smtpd.conf
# shellcheck disable=SC2016  # expanded by the inner shell, inside the namespace
exec unshare --mount bash -c '
    set -euo pipefail
    mount -t tmpfs tmpfs /var/spool
    mount -t tmpfs tmpfs /run
    install -d -m 711 /var/spool/smtpd
    exec smtpd -d -f "$relay_settings"'
