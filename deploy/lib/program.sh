# shellcheck shell=bash
# Which `sextant` to run: the one built last.

# program_folder ROOT: prints the folder of the newest built `sextant`, nothing where none is built.
program_folder() {
    local newest="" kind
    for kind in release debug; do
        if [[ -x "$1/.build/$kind/sextant" ]] && [[ -z "$newest" || "$1/.build/$kind/sextant" -nt "$newest/sextant" ]]
        then newest="$1/.build/$kind"
        fi
    done
    printf '%s' "$newest"
}
