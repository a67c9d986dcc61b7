#!/usr/bin/env bash
# Runs generated models on boards and prints a table; the last line is "N passed, N failed",
# counted per model, board and vector. Exit status: 0 when all passed.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: run-all.sh OUT_FOLDER VECTORS_ROOT [option...] [model...]
  OUT_FOLDER       holds a folder for each model, as Pex generated them
  VECTORS_ROOT     holds a folder of vectors for each model, by the same names
  --markdown FILE  writes the table there, too
  --seeds LIST     only these vectors
  --in-turn        each model on one board only: the first on the first board, the second on the second, and so on
  --logs FOLDER    keeps what run.sh printed there, in BOARD-MODEL.txt
  --too-large LIST models that a board's memory cannot hold; any other such model is a failure, and so
                   is one of these that fits
  model...         only these; all of OUT_FOLDER unless given
environment: FIRMWARE_BOARDS   boards, "mps2-an386 mps3-an547 virt" unless given
             FIRMWARE_TIMEOUT  seconds that the emulator may run on one model, 300 unless given
             FIRMWARE_JOBS     how many models are built and run at a time, one a processor unless given
TEXT
}

# shellcheck source=it/firmware/board.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/board.sh"

markdown='' logs='' in_turn=0 expected_too_large='' options=() arguments=()
while (($# > 0)); do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --markdown) markdown=${2:?--markdown needs a file}; shift ;;
        --logs) logs=${2:?--logs needs a folder}; shift ;;
        --in-turn) in_turn=1 ;;
        --seeds) options=(--seeds "${2:?--seeds needs a list}"); shift ;;
        --too-large) expected_too_large=${2:?--too-large needs a list}; shift ;;
        -*) fail "unknown option $1" ;;
        *) arguments+=("$1") ;;
    esac
    shift
done
if ((${#arguments[@]} < 2)); then
    usage >&2
    exit 2
fi
out=$(absolute "${arguments[0]}")
vectors=$(absolute "${arguments[1]}")
models=("${arguments[@]:2}")
if ((${#models[@]} == 0)); then
    for header in "$out"/*/*.h; do
        folder=${header%/*}
        name=${folder##*/}
        [[ ${header##*/} == "$name.h" ]] && models+=("$name")
    done
fi
((${#models[@]} > 0)) || fail "no generated models in $out"

# value LINE KEY: what stands behind KEY= in a line of the firmware
value() {
    local rest=${1#* "$2"=}
    [[ $rest != "$1" ]] || return 0
    printf '%s' "${rest%% *}"
}

# The multiply-accumulates of the network, from the report; empty when it has none.
macs_of() {
    [[ -f $1/report.json ]] || return 0
    grep -o '"macsNetwork" *: *[0-9]*' "$1/report.json" | head -n 1 | grep -o '[0-9]*$' || true
}

passed=0 failed=0 rows=()
most_jobs=${FIRMWARE_JOBS:-$(nproc 2>/dev/null || echo 1)}
work=$(mktemp -d)
[[ -z $logs ]] || mkdir -p -- "$logs"
# shellcheck disable=SC2046 # one word for each process
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf -- "$work"' EXIT

# begin MODEL BOARD: in the background; what it prints and how it ends goes into $work
begin() {
    local run=$work/$2-$1
    {
        local status=0
        "$firmware/run.sh" "$2" "$out/$1" "$vectors/$1" ${options[@]+"${options[@]}"} >"$run.txt" 2>&1 || status=$?
        echo "$status" >"$run.status"
    } &
}

# finish MODEL BOARD: counts what a run printed, and adds its row
finish() {
    local model=$1 name=$2 line arena='' stack=0 instructions=0 text='' rodata='' step_max=0
    local ok=0 bad=0 macs ratio='' seen too_large='' status log=$work/$2-$1.txt
    status=$(cat -- "$work/$name-$model.status")
    [[ -z $logs ]] || cp -- "$log" "$logs/"
    while IFS= read -r line; do
        case $line in
            "PEX-SIZE "*)
                text=$(value "$line" text)
                rodata=$(value "$line" rodata)
                ;;
            "PEX-TOO-LARGE "*)
                too_large="needs $(value "$line" bytes) of $(value "$line" most) bytes of $(value "$line" memory)"
                ;;
            "PEX "*)
                if [[ $line == *" status=ok "* ]]; then ok=$((ok + 1)); else bad=$((bad + 1)); fi
                arena=$(value "$line" arena)
                seen=$(value "$line" stack)
                ((seen <= stack)) || stack=$seen
                # The most over all vectors: data may decide a branch of a kernel.
                seen=$(value "$line" instructions)
                ((seen <= instructions)) || instructions=$seen
                seen=$(value "$line" step_max)
                ((seen <= step_max)) || step_max=$seen
                ;;
        esac
    done <"$log"
    if [[ " $expected_too_large " == *" $name/$model "* ]]; then
        if ((status == 3)); then
            echo "SKIPPED: $model on $name $too_large"
            rows+=("$model|$name|-|-|-|-|-|-|-|$too_large")
            return
        elif ((status == 0)); then
            echo "FAILED: $model on $name was expected to be too large, and fits"
            bad=$((bad + 1))
        fi
    fi
    # It failed before, between or behind the lines: to build, by a fault, by the time limit.
    if ((status != 0 && bad == 0)); then
        bad=1
    fi
    if ((bad > 0)); then
        echo "FAILED: $model on $name, exit status $status:"
        sed 's/^/    /' "$log"
    fi
    passed=$((passed + ok)) failed=$((failed + bad))
    macs=$(macs_of "$out/$model")
    if [[ -n $macs && $macs != 0 && $instructions != 0 ]]; then
        ratio=$(LC_ALL=C awk -v i="$instructions" -v m="$macs" 'BEGIN { printf "%.2f", i / m }')
    fi
    rows+=("$model|$name|${arena:--}|$stack|$instructions|${ratio:--}|$step_max|${text:--}|${rodata:--}|$ok/$((ok + bad))")
}

read -ra boards <<<"${FIRMWARE_BOARDS:-$BOARDS}"
# boards_of INDEX: the boards that the model with this index runs on
boards_of() {
    if ((in_turn == 1)); then
        echo "${boards[$1 % ${#boards[@]}]}"
    else
        echo "${boards[@]}"
    fi
}

for i in "${!models[@]}"; do
    for name in $(boards_of "$i"); do
        while (($(jobs -rp | wc -l) >= most_jobs)); do
            wait -n || true
        done
        begin "${models[i]}" "$name"
    done
done
wait
for i in "${!models[@]}"; do
    for name in $(boards_of "$i"); do
        finish "${models[i]}" "$name"
    done
done

heading="model|board|arena|stack|instructions|per MAC|longest step|text|rodata|passed"
printf '%s\n' "$heading" "${rows[@]}" | awk -F'|' '
    { for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } }
    END {
        for (r = 1; r <= NR; r++) {
            line = ""
            for (i = 1; i <= NF; i++) line = line sprintf(i < 3 ? "%-" width[i] "s  " : "%" width[i] "s  ", cell[r, i])
            sub(/ +$/, "", line)
            print line
        }
    }'

if [[ -n $markdown ]]; then
    {
        echo "# Generated models on emulated boards"
        echo
        echo "Compiled with -O2; bytes, and retired instructions of one inference (not cycles)."
        echo "text and rodata are the model's own, with its kernels; stack is what a call uses below its caller."
        echo
        for name in "${boards[@]}"; do
            select_board "$name"
            # shellcheck disable=SC2154 # both are set by select_board
            echo "- $name: $("$tool-gcc" --version | head -n 1); $("$emulator" --version | head -n 1)"
        done
        echo
        echo "| ${heading//|/ | } |"
        echo "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"
        for row in "${rows[@]}"; do
            echo "| ${row//|/ | } |"
        done
        echo
        echo "$passed passed, $failed failed"
    } >"$markdown"
fi

echo "$passed passed, $failed failed"
((failed == 0))
