#!/usr/bin/env bash
# Builds a program of samples/ with the generated model that it is for, and runs it in the emulator. Exit
# status as run.sh.
set -Eeuo pipefail

usage() {
    cat <<'TEXT'
usage: run-sample.sh BOARD SAMPLE MODEL_FOLDER VECTORS_FOLDER [--build FOLDER]
  SAMPLE           camera (for mobilenet_v1_96) or sound (for ds_cnn)
  MODEL_FOLDER     that model, generated with -Dpex.inputMode=streamed
  The board, the vectors and the folder are as in run.sh.
environment: FIRMWARE_TIMEOUT  seconds that the emulator may run, 300 unless given
TEXT
}

# shellcheck source=it/firmware/board.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/board.sh"

need_arguments 4 "$@"
board_name=$1
sample=$2
model_dir=$(absolute "$3")
vectors_dir=$(absolute "$4")
shift 4
build_given=''
if [[ ${1:-} == --build ]]; then
    build_given=${2:?--build needs a folder}
elif (($# > 0)); then
    fail "unknown option $1"
fi
[[ -f $firmware/samples/$sample.c ]] || fail "there is no sample $sample"

select_board "$board_name"
seeds=$(seeds_of "$vectors_dir")
rounds=1
[[ $sample != sound ]] || rounds=2 # in one go, and step by step

build_folder "$build_given"
trap 'exit 2' ERR
compile_model "$build" "$model_dir"
bind_vectors "$build" sample "$vectors_dir" "$seeds"
harness+=(samples/sample.c)
harness_flags+=(-DSAMPLE_VECTORS="$(count_words "$seeds")")
link_firmware "$build" "samples/$sample.c" "$model_dir"
trap - ERR

run_firmware "$build" "$sample" $((rounds * $(count_words "$seeds")))
