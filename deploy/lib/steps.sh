# shellcheck shell=bash
# A readable list of named steps: each runs to its end whatever the others did, its output goes to a log, and the
# summary says what ran, how long it took and what it counted.

steps_names=() steps_seconds=() steps_results=() steps_remarks=()
steps_passed=0 steps_failed=0
steps_logs=""

# The closing line of a log: Swift Testing's, or our own “N passed, N failed”.
steps_closing() {
    { grep -aE 'Test run with [0-9]+ tests?|^[0-9]+ passed, [0-9]+ failed' "$1" || true; } | tail -n 1 \
        | sed -e 's/^[^A-Za-z0-9]*//'
}

# steps_count REMARK STATUS: adds the tests of a step, or the step itself where it counts none.
steps_count() {
    if [[ "$1" =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
        steps_passed=$((steps_passed + BASH_REMATCH[1])) steps_failed=$((steps_failed + BASH_REMATCH[2]))
        [[ $2 -eq 0 || ${BASH_REMATCH[2]} -gt 0 ]] || steps_failed=$((steps_failed + 1))
    elif [[ $2 -ne 0 ]]; then
        steps_failed=$((steps_failed + 1))
    elif [[ "$1" =~ Test\ run\ with\ ([0-9]+)\ test ]]; then
        steps_passed=$((steps_passed + BASH_REMATCH[1]))
    else
        steps_passed=$((steps_passed + 1))
    fi
}

# step NAME COMMAND…: runs one step.
step() {
    local name=$1 began=$SECONDS status=0 log remark
    shift
    log=$steps_logs/$name.log
    printf '… %s\n' "$name"
    ("$@") >"$log" 2>&1 </dev/null || status=$?
    remark=$(steps_closing "$log")
    steps_count "$remark" "$status"
    steps_names+=("$name") steps_seconds+=("$((SECONDS - began))") steps_remarks+=("$remark")
    if [[ $status -eq 0 ]]; then
        steps_results+=(ok)
    else
        steps_results+=(FAILED)
        printf -- '--- %s: what failed, then the end of %s\n' "$name" "$log"
        grep -aE 'error:|recorded an issue|^FAILED' "$log" | cut -c 1-300 | awk '!seen[$0]++' | head -n 40
        printf -- '---\n'
        tail -n 20 "$log"
        printf -- '---\n'
    fi
    printf '  %-14s %5d s  %-6s  %s\n' "$name" "${steps_seconds[-1]}" "${steps_results[-1]}" "$remark"
}

# steps_summary: the table, then the plain closing line; fails when a step failed.
steps_summary() {
    local index
    printf '\n%-14s %7s  %-6s  %s\n' step seconds result 'what it said'
    for index in "${!steps_names[@]}"; do
        printf '%-14s %7d  %-6s  %s\n' "${steps_names[index]}" "${steps_seconds[index]}" \
            "${steps_results[index]}" "${steps_remarks[index]}"
    done
    printf '\n%d passed, %d failed\n' "$steps_passed" "$steps_failed"
    [[ $steps_failed -eq 0 && " ${steps_results[*]} " != *" FAILED "* ]]
}
