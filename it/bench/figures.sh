#!/usr/bin/env bash
# Prints the figures of bin/bench, one line for each model, target and board, with tabs between:
#   figures.sh FOLDER TARGET@BOARD...
# Fields: model, target, board, 1 when the model has a convolution or else 0, multiply-accumulates, instructions, text,
# rodata, constants, constants without the kernels' layouts, arena, stack, how many of how many inferences were right,
# cycles of 1000 instructions or else "-", what was optimised. Models in the order of their names, targets in the order of the arguments.
# FOLDER holds TARGET@BOARD.md, TARGET@BOARD.logs and TARGET.
set -euo pipefail
export LC_ALL=C

folder=$1
shift
number=0
for pair in "$@"; do
    target=${pair%@*} number=$((number + 1))
    [[ -f $folder/$pair.md ]] || continue
    while read -r model board arena stack instructions text rodata passed; do
        report=$(jq -r '[([.operators[].kind | select(test("CONV"))] | length > 0 | if . then 1 else 0 end),
            .macsNetwork, .weightsBytes, .plainWeightsBytes, .optimize] | map(tostring) | join(" ")' \
            "$folder/$target/$model/report.json")
        read -r convolutional macs constants plain optimize <<<"$report"
        cycles=$(sed -n 's/^PEX-CYCLES .* per_thousand=//p' "$folder/$pair.logs/$board-$model.txt")
        printf '%s' "$model"
        printf '\t%s' "$number" "$target" "$board" "$convolutional" "$macs" "$instructions" "$text" "$rodata" \
            "$constants" "$plain" "$arena" "$stack" "$passed" "${cycles:--}" "$optimize"
        printf '\n'
    done < <(awk -F' *[|] *' '/^[|] [a-z0-9_]+ [|] [a-z0-9-]+ [|] [0-9]/ { print $2, $3, $4, $5, $6, $9, $10, $11 }' \
        "$folder/$pair.md")
done | sort -t "$(printf '\t')" -k 1,1 -k 2,2n | cut -f 1,3-
