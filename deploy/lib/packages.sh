# shellcheck shell=bash
# The Debian packages that Sextant needs, and how they are installed. Only package names: no address of any mirror.

# What the Swift toolchain itself asks of a bare Debian 12, then our own libraries, then the database.
# shellcheck disable=SC2034  # read by the scripts that source this file
packages_build=(
    binutils gcc libc6-dev libstdc++-12-dev ca-certificates git pkg-config tzdata
    libcurl4-openssl-dev libxml2-dev libsqlite3-0 libncurses6 libedit2 zlib1g-dev
    libpq-dev libargon2-dev libarchive-dev libssl-dev
    postgresql-15 postgresql-client-15
)

# What the gate adds: a browser, Python for its drivers, and the linter of the shell scripts.
# shellcheck disable=SC2034
packages_test=(
    chromium python3 python3-venv shellcheck pgbouncer openssl zbar-tools
    # What reads the letters on paper again: their text, their places, their marks of accessibility.
    qpdf poppler-utils
    # A real mail relay, whose reports of failure are read.
    opensmtpd
    # A real identity provider, and what it asks of Perl.
    liblemonldap-ng-portal-perl starman libcrypt-openssl-rsa-perl libcrypt-openssl-bignum-perl libcrypt-jwt-perl
    libio-string-perl libmime-tools-perl libemail-sender-perl libstring-random-perl libconvert-pem-perl
)

# What the demonstration adds: a mail server that keeps every mail and delivers none, and what sets letters.
# shellcheck disable=SC2034
packages_demo=(python3 python3-venv openssl)

# What the measures add: Python for them and for letters, and a client that asks for pages as fast as they come.
# shellcheck disable=SC2034
packages_bench=(python3 python3-venv openssl wrk)

# packages_missing NAME…: prints those that are not installed.
packages_missing() {
    local name
    for name in "$@"; do
        [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2>/dev/null)" == installed ]] || echo "$name"
    done
}

packages_as_root() {
    if [[ $EUID -eq 0 ]]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else
        echo "Il manque des paquets ; relancez en root, ou avec sudo : apt-get install $*" >&2
        return 77
    fi
}

packages_apt() {
    packages_as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 \
        -o Dpkg::Options::=--force-confold "$@" >&2
}

# packages_install NAME…: installs what is missing; does nothing, and asks no network, when nothing is.
packages_install() {
    local -a missing
    mapfile -t missing < <(packages_missing "$@")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    echo "Installation de ${#missing[@]} paquet(s) Debian : ${missing[*]}" >&2
    packages_apt update || return
    if [[ " ${missing[*]} " == *" postgresql-15 "* ]]; then packages_no_system_cluster || return; fi
    packages_apt install -y --no-install-recommends "${missing[@]}"
}

# Debian starts a system-wide database with the server's package; we bring our own and want no second one.
packages_no_system_cluster() {
    [[ -z "$(packages_missing postgresql-common)" ]] && return
    packages_apt install -y --no-install-recommends postgresql-common || return
    packages_as_root sed -i "s/^#\?create_main_cluster.*/create_main_cluster = false/" \
        /etc/postgresql-common/createcluster.conf
}
