# What the test reports of all parts say. To be sourced; $kept is where they are put aside.

# Test reports are put aside, so that the next part does not mix with them.
reports() {
    mkdir -p "$kept/reports"
    rm -rf "$kept/reports/$1"
    [ ! -d "$2/target/surefire-reports" ] || mv "$2/target/surefire-reports" "$kept/reports/$1"
}

# How many test cases in the reports have this outcome.
count() {
    find "$kept/reports" -name 'TEST-*.xml' -exec grep -h '<testsuite ' {} + 2> /dev/null \
        | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'
}

# Each failed test of a kind of run: class.method and what it said, in one line.
failed_tests_of() {
    find "$kept/reports/$1" -name 'TEST-*.xml' -exec grep -hE '^ *<(testcase|failure|error)[ >]' {} + \
        | sed -nE -e '/<testcase /{ s/.* name="([^"]*)" classname="([^"]*)".*/\2.\1/; h; d; }' \
            -e 's/.*<(failure|error)( message="([^"]*)")?.*/\3/; G; s/(.*)\n(.*)/'"$1"' \2: \1/' \
            -e 's/(&#10;|[[:space:]])+/ /g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&amp;/\&/g; p'
}

# The failed tests of all runs, not too many and not too much of each.
failed_tests() {
    local run
    for run in "$kept"/reports/*/; do failed_tests_of "$(basename "$run")"; done 2> /dev/null | cut -c 1-1500 | head -n 20
}

# The ten classes that took longest, with their seconds.
slowest_classes() {
    find "$kept/reports" -name 'TEST-*.xml' -exec grep -H '<testsuite ' {} + 2> /dev/null \
        | sed -nE 's|.*/reports/([^/]+)/TEST-(.*)\.xml:.* time="([0-9.,]+)".*|\3 \1 \2|p' | tr -d , | sort -rn | head -n 10
}

# The last line, alone: how many passed and failed; fails when anything has.
verdict() {
    local broken passed failed
    failed=$(failed_parts)
    broken=$(($(count failures) + $(count errors)))
    passed=$(($(count tests) - broken - $(count skipped)))
    [ "$broken" -gt 0 ] || broken=$failed # a part may fail without a failed test
    echo "$passed passed, $broken failed"
    [ "$failed" -eq 0 ] && [ "$broken" -eq 0 ]
}
