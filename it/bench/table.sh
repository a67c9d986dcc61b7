#!/usr/bin/env bash
# Prints docs/BENCHMARKS.md from what bin/bench measured, or compares two of these:
#   table.sh FOLDER                 FOLDER holds figures.tsv, costs.tsv, and TARGET@BOARD.md
#   table.sh --same FILE FILE [--part]  whether they agree; with --part, whether the second's figures are in the first.
#                                   Exit status 0 too when they were made with other tools
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

tools_of() {
    grep -h -E '^- (mps2|mps3|virt)' "$@" | sort -u
}

# Cycles are there only where something counts.
without_cycles() {
    sed '/^## Cycles$/,$d' "$1"
}

same() {
    local tools
    tools=$(tools_of "$1")
    # A part of the boards may do.
    if [[ -n $(tools_of "$2" | grep -v -x -F -e "$tools" || true) ]]; then
        echo "SKIPPED: $1 was made with other compilers or emulators"
    elif [[ ${3:-} == --part ]]; then
        # The other table has a column for each board.
        if grep -v -x -F -f "$1" <(without_cycles "$2" | grep -E '^[|] [a-z0-9_]+ [|] [a-z]'); then
            echo "these lines are not in $1; bin/bench --write makes it anew"
            return 1
        fi
    elif ! cmp -s <(without_cycles "$1") <(without_cycles "$2"); then
        diff <(without_cycles "$1") <(without_cycles "$2") | head -n 40
        echo "$1 is of another state; bin/bench --write makes it anew"
        return 1
    fi
}

rival() {
    LC_ALL=C awk -F '\t' '
        function times(value, rival) { return value == "" ? "- | -" : value " | " sprintf("%.2f", value / rival) }
        FNR == NR {
            if ($1 !~ /^#/) { order[++n] = $1; m4[$1] = $2; m55[$1] = $4; code[$1] = $5; stack[$1] = $6 }
            next
        }
        { got[$1, $2, $3] = $6; macs[$1] = $5 }
        $2 == "cortex-m4" { bytes[$1] = $7 + $8 - $9; depth[$1] = $12 }
        END {
            columns = split("generic@mps2-an386 cortex-m4@mps2-an386 generic@mps3-an547 cortex-m55@mps3-an547", pair, " ")
            for (i = 1; i <= n; i++) {
                model = order[i]
                if (!(model in macs)) continue
                line = "| " model " | " sprintf("%.2f", macs[model] / 1e6)
                for (c = 1; c <= columns; c++) {
                    split(pair[c], name, "@")
                    base = c <= 2 ? m4[model] : m55[model]
                    if (c % 2 == 1) line = line " | " base
                    value = got[model, name[1], name[2]]
                    line = line " | " times(value, base)
                    if (value != "") { product[c] += log(value / base); models[c]++ }
                }
                print line " | " code[model] " | " (model in bytes ? bytes[model] : "-") " | " stack[model] " | " \
                    (model in depth ? depth[model] : "-") " |"
            }
            line = "| geometric mean |"
            for (c = 1; c <= columns; c++)
                line = line (c % 2 == 1 ? " | " : "") " | " (models[c] ? sprintf("| %.2f", exp(product[c] / models[c])) : "|")
            print line " | | | | |"
        }' "$here/rival.tsv" "$1"
}

figures() {
    LC_ALL=C awk -F '\t' '{
        printf "| %s | %s | %s | %.3f | %d | %s | %d | %d | %d | %d | %.1f %% | %d | %d | %s |\n", $1, $2, $3, $5 / 1e6, $6,
            ($5 > 0 ? sprintf("%.2f", $6 / $5) : "-"), $7, $8 - $9, $7 + $8 - $9, $9,
            ($10 > 0 ? 100 * ($9 / $10 - 1) : 0), $11, $12, $13
    }' "$1"
}

# By kernel and target: how far the estimates of operators are off.
estimates() {
    LC_ALL=C awk -F '\t' '
        function abs(x) { return x < 0 ? -x : x }
        {
            key = $3 "\t" $2
            if (!(key in n)) order[++keys] = key
            n[key]++
            measured[key] += $6
            estimated[key] += $7
            off = abs($7 / $6 - 1)
            sum[key] += off
            if (off >= most[key]) { most[key] = off; where[key] = $1 ($4 == "-" ? "" : " #" $4) }
        }
        END {
            for (i = 1; i <= keys; i++) {
                key = order[i]
                split(key, part, "\t")
                printf "%s\t| %s | %s | %d | %d | %+.1f %% | %.1f %% | %.1f %%, %s |\n", key, \
                    (part[1] == "all" ? "one inference" : "`" part[1] "`"), part[2], n[key], measured[key], \
                    100 * (estimated[key] / measured[key] - 1), 100 * sum[key] / n[key], 100 * most[key], where[key]
            }
        }' "$1" | LC_ALL=C sort -t "$(printf '\t')" -k 1,2 | cut -f 3-
}

cycles() {
    LC_ALL=C awk -F '\t' '
        $14 != "-" {
            if (!n++) {
                print "| model | target | instructions | cycles, about | per instruction | cycles per MAC |"
                print "|---|---|---:|---:|---:|---:|"
            }
            cycles = $6 * $14 / 1000
            unit = 1
            while (cycles / unit >= 1000) unit *= 10
            printf "| %s | %s | %d | %d | %.2f | %s |\n", $1, $2, $6, unit * int(cycles / unit + 0.5), $14 / 1000,
                ($5 > 0 ? sprintf("%.2f", cycles / $5) : "-")
        }
        END {
            if (!n) print "Not estimated: the header qemu-plugin.h was missing, or the emulator takes no plugins."
        }' "$1"
}

document() {
    local folder=$1
    cat <<'TEXT'
# Benchmarks

`mvn -Pbench verify -Dpex.bench=--write` writes this file; without that option it measures and compares. The code is what
`pex:generate` makes with the default options for each target, compiled with `-O2`; it runs in an emulator on the first
recorded vector of each model, and its output must equal that of the reference kernels.

Instructions are those that retire during one inference, counted exactly. **They are not cycles**: a load of several
registers, a division or a taken branch is one instruction and costs more, memories have wait states, and a core may
retire two instructions at a time. The measurement ends with a list of the figures that are over the limits of
`it/bench/limits.sh`; with `-Dpex.bench=--check` they fail it. The same tools give the same counts:

TEXT
    tools_of "$folder"/*@*.md
    cat <<'TEXT'

## Against TensorFlow Lite Micro with CMSIS-NN

Instructions of one inference, and after each column of ours how many that is for one of the rival's. The rival's
figures are in `it/bench/rival.tsv`: the best of `-O2`, `-O3` and `-Ofast` with arm-none-eabi-gcc 12.2, counted the same
way. Code is text and read-only data without the constants of the network, in bytes on the Cortex-M4: of the rival the
smallest of its builds, of ours that of target `cortex-m4`; so is the stack.

| model | MMACs | rival, M4 | generic, M4 | ratio | cortex-m4, M4 | ratio | rival, M55 | generic, M55 | ratio | cortex-m55, M55 | ratio | rival's code | ours | rival's stack | ours |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
TEXT
    rival "$folder/figures.tsv"
    cat <<'TEXT'

## Figures

`mps2-an386` has a Cortex-M4, `mps3-an547` a Cortex-M55, `virt` is rv32imac. `per MAC`: instructions for each
multiply-accumulate of the network. All that follows is in bytes. `other read-only`: schedule, tables of it, arguments of
kernels, alignment. `code`: the two columns before it, all of a model's flash but its constants. `constants`: weights,
biases, requantisation and tables as emitted, and `more`: what that is above weights, an int32 bias and five bytes for each
output channel. `stack`: the most that an inference used below its caller.

| model | target | board | MMACs | instructions | per MAC | text | other read-only | code | constants | more | arena | stack | right |
|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
TEXT
    figures "$folder/figures.tsv"
    cat <<'TEXT'

## Estimates

What the compiler estimates (docs/KERNELS.md, "What steps cost"; `dump/5-cost.txt`) against what each step took, on the board whose
core the estimates of a target are for. An operator's steps are taken together. `instructions`: of all these
operators. `together`: how far their estimates' sum is off. `each`: how far an operator's estimate is off, on average, and
`most`: where it is off most. Of an inference all steps are taken together, and compared with one call.

| kernel | target | operators | instructions | together | each | most |
|---|---|---:|---:|---:|---:|---|
TEXT
    estimates "$folder/costs.tsv"
    cat <<'TEXT'

## Cycles

An estimate for a Cortex-M4 whose memories have no wait states: how often each instruction ran, times what the core's
reference manual says it takes (`it/firmware/cortex_m4.awk`), so that a load of several registers does not flatter. It is
no measurement. For the other cores nothing is estimated: they run some instructions side by side, and of RISC-V each core
has timings of its own.

TEXT
    cycles "$folder/figures.tsv"
}

case ${1:-} in
    --same) same "${2:?a file}" "${3:?another file}" "${4:-}" ;;
    *) document "${1:?a folder}" ;;
esac
