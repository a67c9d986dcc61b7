#!/usr/bin/env bash
# Prints a line "over: ..." for each figure of bin/bench that is over its limit, and how many limits were looked at:
#   limits.sh FIGURES
# FIGURES is what figures.sh printed. Exit status 1 when there is such a line.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

LC_ALL=C awk -F '\t' '
    function limit(what, value, most) {
        seen++
        if (value > most) {
            over++
            printf "over: %s: %s, at most %s\n", what, short(value), short(most)
        }
    }
    function short(value) { return value == int(value) ? sprintf("%d", value) : sprintf("%.6g", value) }
    # Instructions per those of the rival.
    function against(core, rival, most) {
        ratio = $6 / rival
        product[core] += log(ratio)
        models[core]++
        limit($1 ", " core ", instructions per those of the rival", ratio, most)
    }
    FNR == NR {
        if ($1 !~ /^#/) { m4[$1] = $2; m55[$1] = $4 }
        next
    }
    $6 > 0 {
        where = $1 ", " $2 " on " $3
        size = $15 == "size"
        if (!size && $2 == "cortex-m4" && $1 in m4) against($2, m4[$1], $1 ~ /_ad01_/ ? 0.7 : 0.6)
        if (!size && $2 == "cortex-m55" && $1 in m55) against($2, m55[$1], 0.75)
        if ($2 == "generic") {
            arena[$1] = $11
            # Of the published models: small ones of few channels have other proportions.
            if (!size && $4 && $1 in m4) {
                if ($3 == "mps2-an386") limit(where ", instructions per MAC", $6 / $5, 4.5)
                if ($3 == "virt") limit(where ", instructions per MAC", $6 / $5, 5.5)
            }
        } else if ($1 in arena) {
            limit(where ", bytes of the arena more than for generic", $11 - arena[$1], 1024)
        }
        limit(where ", bytes of code and read-only data but constants", $7 + $8 - $9, size ? 10240 : 16384)
        limit(where ", constants per weights, biases and five bytes a channel", $9 / $10, 1.03)
        limit(where ", bytes of stack", $12, 511)
    }
    END {
        if ("cortex-m4" in models)
            limit("geometric mean, cortex-m4, instructions per those of the rival",
                exp(product["cortex-m4"] / models["cortex-m4"]), 0.55)
        printf "%d figures have limits, %d are over\n", seen, over
        exit over > 0
    }' "$here/rival.tsv" "$1"
