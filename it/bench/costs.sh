#!/usr/bin/env bash
# Prints what the steps of each operator took and what the compiler estimated, a line for each operator, tabs between:
#   costs.sh FOLDER TARGET@BOARD...
# Fields: model, target, kernel, operator, steps, instructions measured, instructions estimated. The last line of each
# model and target has the kernel "all", the operator "-", and measures one inference in one call.
#   costs.sh --sum FILE   adds up these lines by model, target and kernel
# FOLDER holds TARGET@BOARD.logs and TARGET. Only boards whose core the estimates of a target are for are printed.
set -euo pipefail
export LC_ALL=C

board_of() {
    case $1 in
        generic | cortex-m4) echo mps2-an386 ;;
        cortex-m55) echo mps3-an547 ;;
        rv32imc) echo virt ;;
    esac
}

# one MODEL TARGET ESTIMATES LOG
one() {
    awk -F '\t' -v model="$1" -v target="$2" '
        BEGIN { OFS = "\t"; n = 0; seen = 0 }
        FNR == NR {
            if (FNR > 1) { operator[$1] = $2; kernel[$1] = $3; estimate[$1] = $4; n++ }
            next
        }
        /^PEX-STEP / {
            split($0, field, /[ =]/)
            # Those of the first vector.
            if (field[3] == seen && seen < n) { measured[seen] = field[5]; seen++ }
        }
        /^PEX model=/ && !whole { match($0, / instructions=[0-9]+/); whole = substr($0, RSTART + 14, RLENGTH - 14) }
        END {
            if (seen != n) { print "costs: " model " has " n " steps, " seen " were measured" >"/dev/stderr"; exit 1 }
            for (s = 0; s < n; s++) {
                o = operator[s]
                if (!(o in steps)) order[++operators] = o
                steps[o]++
                name[o] = kernel[s]
                took[o] += measured[s]
                guess[o] += estimate[s]
                all += estimate[s]
            }
            for (i = 1; i <= operators; i++) {
                o = order[i]
                print model, target, name[o], o, steps[o], took[o], guess[o]
            }
            print model, target, "all", "-", n, whole, all
        }' "$3" "$4"
}

if [[ $1 == --sum ]]; then
    awk -F '\t' '
        BEGIN { OFS = "\t"; print "# model", "target", "kernel", "steps", "measured", "estimated" }
        {
            key = $1 OFS $2 OFS $3
            if (!(key in steps)) order[++n] = key
            steps[key] += $5; measured[key] += $6; estimated[key] += $7
        }
        END { for (i = 1; i <= n; i++) print order[i], steps[order[i]], measured[order[i]], estimated[order[i]] }' "$2"
    exit
fi
folder=$1
shift
for pair in "$@"; do
    target=${pair%@*} board=${pair#*@}
    [[ $(board_of "$target") == "$board" ]] || continue
    for log in "$folder/$pair.logs/$board"-*.txt; do
        [[ -f $log ]] || continue
        model=${log##*/"$board"-}
        model=${model%.txt}
        one "$model" "$target" "$folder/$target/$model/dump/5-cost.txt" "$log"
    done
done
