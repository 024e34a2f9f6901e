# shellcheck shell=bash
# The release build of `deploy/demo`: announced, followed, and skipped when no source has changed.

# build_stamp ROOT: a digest of everything that decides the program.
build_stamp() {
    (
        cd "$1" || exit
        swift --version 2>/dev/null | head -n 1
        find Package.swift Sources sql -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    ) | sha256sum | cut -d ' ' -f 1
}

# Turns the compiler's “[12/345] …” into a line of progress on standard error, at most every five seconds.
build_follow() {
    awk '
        function left(seconds) {
            if (seconds < 90) return int(seconds) " s"
            return int(seconds / 60 + 0.5) " min"
        }
        BEGIN { began = systime() }
        match($0, /^\[[0-9]+\/[0-9]+\]/) {
            split(substr($0, 2, RLENGTH - 2), step, "/")
            now = systime()
            if (step[2] > 40 && step[1] > 20 && now - last >= 5) {
                last = now
                printf "      compilation %3d %% — encore %s environ\n", 100 * step[1] / step[2], \
                    left((now - began) * (step[2] - step[1]) / step[1]) > "/dev/stderr"
            }
        }
        /error:/ { print > "/dev/stderr" }
    '
}

# build_release ROOT: builds `sextant` for release unless the sources are those of the last build.
build_release() {
    local root=$1 stamp log status=0
    command -v swift >/dev/null || { echo "Swift 6.2 ou plus récent est nécessaire dans le PATH." >&2; return 69; }
    stamp=$(build_stamp "$root")
    if [[ -x "$root/.build/release/sextant" && "$(cat "$root/.build/demo-stamp" 2>/dev/null)" == "$stamp" ]]; then
        echo "      programme déjà construit" >&2
        return 0
    fi
    [[ -x "$root/.build/release/sextant" ]] || echo "      première compilation : 6 à 18 minutes" >&2
    mkdir -p "$root/.build"
    log=$root/.build/demo-build.log
    (set -o pipefail; swift build -c release --package-path "$root" --product sextant 2>&1 | tee "$log" | build_follow) \
        || status=$?
    if [[ $status -ne 0 ]]; then
        echo "La compilation a échoué ; les dernières lignes de $log :" >&2
        tail -n 20 "$log" >&2
        return 70
    fi
    echo "$stamp" >"$root/.build/demo-stamp"
}
