#!/usr/bin/env bash
# Runs the kernels' test of pex-runtime-c/src/test/c on an emulated board: all kernels, with the instructions of the
# board's core where they are made for it, are compared with naive loops in random parts at random places. The same
# seed gives the same cases as on a host. Exit status as run.sh.
set -Eeuo pipefail

usage() {
    cat <<'TEXT'
usage: run-kernels.sh BOARD [--seed N] [--cases N] [--only KERNEL] [--build FOLDER]
  BOARD            as in run.sh
  --seed N         of the random cases, 1 unless given
  --cases N        cases per kernel, 40 unless given
  --only KERNEL    a single kernel, like conv2d_s8_dsp
  --build FOLDER   build there and keep it, instead of in a temporary folder
environment: FIRMWARE_TIMEOUT  seconds that the emulator may run, 300 unless given
TEXT
}

# shellcheck source=it/firmware/board.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/board.sh"

need_arguments 1 "$@"
board_name=$1
shift
seed=1 cases=40 only='' build_given=''
while (($# > 0)); do
    case $1 in
        --seed) seed=${2:?--seed needs a number}; shift ;;
        --cases) cases=${2:?--cases needs a number}; shift ;;
        --only) only=${2:?--only needs a kernel}; shift ;;
        --build) build_given=${2:?--build needs a folder}; shift ;;
        *) fail "unknown option $1" ;;
    esac
    shift
done
[[ $seed =~ ^[0-9]+$ && $cases =~ ^[0-9]+$ ]] || fail "a seed and a count of cases are numbers"

select_board "$board_name"
runtime=$(absolute "$firmware/../../pex-runtime-c/src/main/resources/dev/pex/runtime")
tests=../../pex-runtime-c/src/test/c
# Nothing is counted, and the emulator is faster when it does not.
count_flags=()
stack_bytes=$((64 << 10))
for source in "$firmware/$tests"/*.c; do
    case ${source##*/} in
        host.c | memory.c) ;; # of hosts
        *) harness+=("$tests/${source##*/}") ;;
    esac
done
harness_flags+=(-I "$firmware/$tests" "-DKERNELS_SEED=${seed}u" "-DKERNELS_CASES=$cases" "-DKERNELS_HEAP=$((300 << 10))u")
[[ -z $only ]] || harness_flags+=("-DKERNELS_ONLY=\"$only\"")

# Kernels for instructions that the board's core lacks are compiled in plain C.
FIRMWARE_FLAGS="${FIRMWARE_FLAGS:-} -DPEX_PORTABLE_TWINS"

build_folder "$build_given"
trap 'exit 2' ERR
compile_model "$build" "$runtime"
link_firmware "$build" kernels.c "$runtime"
trap - ERR

run_firmware "$build" kernels 1
