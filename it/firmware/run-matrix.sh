#!/usr/bin/env bash
# Compiles all kernels for several cores with the compilers that this machine has and with many flags; warnings are
# errors. Then runs the kernels' test on emulated boards for some of them. The last line is "N passed, N failed"; exit
# status 1 when something failed.
set -Eeuo pipefail

usage() {
    cat <<'TEXT'
usage: run-matrix.sh [--few] [--cases N] [--document FILE]
  --few            only what has failed before
  --cases N        cases per kernel in the emulator, 40 unless given
  --document FILE  writes a table there, between its two comments
environment: PEX_CLANG  the words of another Clang, such as "python3 -m ziglang clang"
TEXT
}

# shellcheck source=it/firmware/board.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/board.sh"

few=0 cases=40 document=''
while (($# > 0)); do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --few) few=1 ;;
        --cases) cases=${2:?--cases needs a number}; shift ;;
        --document) document=${2:?--document needs a file}; shift ;;
        *) fail "unknown option $1" ;;
    esac
    shift
done

runtime=$(absolute "$firmware/../../pex-runtime-c/src/main/resources/dev/pex/runtime")
readonly RULES=(-std=c99 -pedantic -ffreestanding -Wall -Wextra -Wconversion -Werror)
# Enumerations have the size that GCC gives them here, because the harness comes from GCC. It makes words at odd addresses
# a fault, which Clang would otherwise use where bytes lie side by side.
readonly ARM_CLANG="--target=arm-none-eabi -fshort-enums -mno-unaligned-access"
readonly RISCV_CLANG="--target=riscv32-unknown-elf"

# name, board or "-" where none is emulated, flags of the core
readonly CORES=(
    "Cortex-M0+|-|-mcpu=cortex-m0plus -mthumb"
    "Cortex-M4|mps2-an386|-mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16"
    "Cortex-M33|mps2-an505|-mcpu=cortex-m33 -mthumb -mfloat-abi=hard -mfpu=fpv5-sp-d16"
    "Cortex-M55|mps3-an547|-mcpu=cortex-m55 -mthumb -mfloat-abi=hard"
    "Cortex-M55 softfp|-|-mcpu=cortex-m55 -mthumb -mfloat-abi=softfp"
    "RV32IMC|virt|-march=rv32imc -mabi=ilp32"
)
readonly FLAGS=(
    "-O0" "-Og" "-O1" "-O2" "-O3" "-Os" "-Oz" "-O2 -flto" "-O2 -fno-omit-frame-pointer" "-O2 -fPIC"
    "-O0 -fno-omit-frame-pointer -fPIC"
)
# Data at distances from r9, as real-time operating systems with processes have it. Clang calls it otherwise.
readonly SINGLE_PIC="-fPIC -msingle-pic-base -mno-pic-data-is-text-relative"
readonly RUN_FLAGS=("-O0" "-O3" "-Os")

passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# result NAME STATUS [LOG]
result() {
    if (($2 == 0)); then
        passed=$((passed + 1))
        echo "ok   $1"
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        [[ -z ${3:-} ]] || head -n 20 "$3"
    fi
}

# compiles COMMAND...: all kernels, each by itself
compiles() {
    rm -rf -- "$work/objects"
    mkdir -- "$work/objects"
    (cd -- "$work/objects" && printf '%s\0' "$runtime"/*.c | xargs -0 -P "$(nproc)" -n 12 "$@" -I "$runtime" -c) \
        >"$work/log" 2>&1
}

# runs BOARD FLAGS COMPILER-WORDS: the kernels' test in the emulator
runs() {
    FIRMWARE_FLAGS=$2 FIRMWARE_COMPILER=$3 "$firmware/run-kernels.sh" "$1" --cases "$cases" >"$work/log" 2>&1
}

# compilers CORE: lines of a name and the words of a command
compilers() {
    local gcc=arm-none-eabi-gcc clang=$ARM_CLANG
    if [[ $1 == RV32* ]]; then
        gcc=riscv64-unknown-elf-gcc clang=$RISCV_CLANG
    fi
    echo "GCC|$gcc"
    ! command -v clang >/dev/null || echo "Clang|clang $clang"
    [[ -z ${PEX_CLANG:-} ]] || echo "another Clang|$PEX_CLANG $clang"
}

# one CORE BOARD CORE-FLAGS COMPILER COMMAND FLAGS RUN: compiles, and runs where RUN is 1; $cell says how that went
one() {
    local name="$1, $4, $6" status=0 words other
    # The macro is for kernels of other cores than this one.
    read -ra words <<<"$5 $3 ${RULES[*]} $6 -DPEX_PORTABLE_TWINS"
    compiles "${words[@]}" || status=$?
    result "$name" "$status" "$work/log"
    cell=compiles
    if ((status == 0 && $7)); then
        other=''
        [[ $4 == GCC ]] || other=$5
        runs "$2" "$6" "$other" || status=$?
        result "$name, run on $2" "$status" "$work/log"
        cell='same bits'
    fi
    ((status == 0)) || cell=FAILS
}

contains() {
    local wanted=$1 each
    shift
    for each in "$@"; do
        [[ $each != "$wanted" ]] || return 0
    done
    return 1
}

table() {
    local core name board core_flags compiler command flags run line
    if ((few)); then
        flags_of=("-O0" "-O2" "-O3" "-O2 -fno-omit-frame-pointer")
    else
        flags_of=("${FLAGS[@]}")
    fi
    printf '| core | compiler |'
    printf " \`%s\` |" "${flags_of[@]}" "$SINGLE_PIC"
    printf '\n|---|---|'
    printf -- '---|%.0s' "${flags_of[@]}" x
    printf '\n'
    for core in "${CORES[@]}"; do
        IFS='|' read -r name board core_flags <<<"$core"
        ((!few)) || [[ $name == Cortex-M55 ]] || continue
        while IFS='|' read -r compiler command; do
            line="| $name | $compiler |"
            for flags in "${flags_of[@]}"; do
                run=0
                if ((!few)) && [[ $board != - ]] && contains "$flags" "${RUN_FLAGS[@]}"; then
                    run=1
                fi
                one "$name" "$board" "$core_flags" "$compiler" "$command" "$flags" "$run" >&2
                line+=" $cell |"
            done
            if [[ $compiler == GCC && $name == Cortex* ]]; then
                one "$name" - "$core_flags" "$compiler" "$command" "-O2 $SINGLE_PIC" 0 >&2
                line+=" $cell |"
            else
                line+=" - |"
            fi
            echo "$line"
        done < <(compilers "$name")
    done
}

# versions: what the table was made with
versions() {
    arm-none-eabi-gcc --version | sed -n '1s/^/- GCC: /p'
    riscv64-unknown-elf-gcc --version | sed -n '1s/^/- GCC: /p'
    ! command -v clang >/dev/null || clang --version | sed -n '1s/^/- Clang: /p'
    # shellcheck disable=SC2086 # words
    [[ -z ${PEX_CLANG:-} ]] || $PEX_CLANG --version | sed -n '1s/^/- another Clang: /p'
}

table >"$work/table"
if [[ -n $document ]]; then
    { versions && echo && cat -- "$work/table"; } >"$work/made"
    awk -v made="$work/made" '
        /^<!-- End/ { skip = 0 }
        !skip { print }
        /^<!-- Made/ { skip = 1; while ((getline line < made) > 0) print line }' "$document" >"$work/document"
    cp -- "$work/document" "$document"
fi
echo "$passed passed, $failed failed"
((failed == 0))
