# How .ci/run runs its parts: one after the other or side by side, each with its log, its times and its outcome; and what is made
# ahead in the background. To be sourced; $kept is where the logs go.
mkdir -p "$kept"
rm -rf "$kept/outcomes" "$kept/ahead"
mkdir -p "$kept/outcomes" "$kept/ahead"

# What is shown of a part's output; its log has all of it. Of Maven only what Maven itself says, not the applications that the
# tests start: whoever reads the last lines only must still find what failed. Where two parts run side by side, a line says whose it is.
shown() {
    case $1 in
        mvn*) grep --line-buffered '^\[' ;;
        *) cat ;;
    esac | if [ -n "${beside:-}" ]; then sed -u "s/^/$1 | /"; else cat; fi
}

# part <name> <expected seconds> <command ...>: runs a part, keeps its output and its times; one that fails does not keep the others
# from running. The seconds are what it takes on two quiet cores; a part that takes twice as long says so.
part() {
    local name=$1 expected=$2 file=${1//[^A-Za-z0-9]/-} outcome=passed began=$SECONDS status wall used TIMEFORMAT='%U %S'
    shift 2
    echo "==== $name"
    { time "$@" 2>&1; } 2> "$kept/outcomes/$file.time" | tee "$kept/$file.log" | shown "$name"
    status=${PIPESTATUS[0]}
    [ "$status" -eq 0 ] || outcome=FAILED
    wall=$((SECONDS - began))
    used=$(awk '{ printf "%.0f", $1 + $2 }' "$kept/outcomes/$file.time")
    printf '%-6s %5d s %6d s of processor time  %s\n' "$outcome" "$wall" "$used" "$name" > "$kept/outcomes/$file"
    [ "$wall" -le $((2 * expected)) ] \
        || echo "SLOW: $name took $wall s; on two quiet cores it takes $expected s" | tee -a "$kept/outcomes/$file"
    return "$status"
}

# ahead <name> <command ...>: begins in the background, with the lowest priority, what a later part needs.
ahead() {
    local name=$1
    shift
    (
        TIMEFORMAT='%R s, %U s + %S s of processor time'
        { time nice -n 19 "$@" > "$kept/ahead/$name.log" 2>&1 < /dev/null; } 2> "$kept/ahead/$name.time"
        echo $? > "$kept/ahead/$name.new"
        mv "$kept/ahead/$name.new" "$kept/ahead/$name.status"
    ) &
    # a part that needs it sees by this that it is dead, whatever killed it
    echo $! > "$kept/ahead/$name.pid"
}

# needs <name ...>: waits for what was begun ahead; where that has failed the part fails too, and shows the end of its log.
needs() {
    local name status
    for name in "$@"; do
        while [ ! -f "$kept/ahead/$name.status" ] && kill -0 "$(cat "$kept/ahead/$name.pid")" 2> /dev/null; do sleep 1; done
        status=$(cat "$kept/ahead/$name.status" 2> /dev/null) || status="no status"
        [ "$status" = 0 ] && continue
        echo "$name was to be made ahead, and that has failed ($status):" >&2
        tail -n 30 "$kept/ahead/$name.log" >&2
        return 1
    done
}

# side_by_side <function> <function>: two rows of parts that mostly wait.
side_by_side() {
    beside=yes "$1" &
    local first=$!
    beside=yes "$2"
    wait "$first"
}

# What all parts took, in the order in which they ended.
times() {
    local file
    # shellcheck disable=SC2045 # the names are our own
    for file in $(ls -tr "$kept"/outcomes/*.time); do cat "${file%.time}"; done
    for file in "$kept"/ahead/*.status; do echo "ahead  $(cat "${file%.status}.time")  $(basename "${file%.status}")"; done
    awk '{ used += $1 + $2 } END { printf "%.0f s of processor time in all parts\n", used }' "$kept"/outcomes/*.time
    echo "$SECONDS s in all; the promise is 1800 s"
}

failed_parts() {
    cat "$kept"/outcomes/* | grep -c '^FAILED'
}
