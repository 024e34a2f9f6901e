# shellcheck shell=bash
# The Python of the gate: Debian's own, in a virtual environment inside the clone and outside git.

python_folder() { printf '%s/.build-venv' "$1"; }

# python_prepare ROOT: creates the environment, or does nothing when the list of requirements has not changed.
python_prepare() {
    local folder list stamp
    folder=$(python_folder "$1")
    list=$1/Tests/Browser/requirements.txt
    stamp=$(sha256sum <"$list")
    [[ "$(cat "$folder/stamp" 2>/dev/null)" == "$stamp" ]] && return 0
    echo "Environnement Python : $folder" >&2
    rm -rf "$folder"
    /usr/bin/python3 -m venv "$folder" >&2 || return
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$list" >&2 || return
    echo "$stamp" >"$folder/stamp"
}

# python_for_demo ROOT FOLDER: prints a Python that can run deploy/lib/sink.py and set letters: the gate's, or a small
# one of its own in FOLDER.
python_for_demo() {
    local folder
    local -a wanted
    folder=$(python_folder "$1")
    if ! "$folder/bin/python" -c 'import aiosmtpd, typst' 2>/dev/null; then
        folder=$2
        mapfile -t wanted < <(grep -E '^(aiosmtpd|typst)==' "$1/Tests/Browser/requirements.txt")
        if ! "$folder/bin/python" -c 'import aiosmtpd, typst' 2>/dev/null; then
            rm -rf "$folder"
            /usr/bin/python3 -m venv "$folder" >&2 || return
            "$folder/bin/pip" install --quiet --disable-pip-version-check "${wanted[@]}" >&2 || return
        fi
    fi
    printf '%s' "$folder/bin/python"
}
