#!/usr/bin/env bash
# Builds one firmware of two generated models, the first of them in two instances, lets the three take
# turns step by step and prints the lines. Exit status as run.sh.
set -Eeuo pipefail

usage() {
    cat <<'TEXT'
usage: run-two.sh BOARD MODEL_FOLDER_A VECTORS_A MODEL_FOLDER_B VECTORS_B [--build FOLDER]
  The folders and the board are as in run.sh. A and B must be different models.
environment: FIRMWARE_TIMEOUT  seconds that the emulator may run, 300 unless given
TEXT
}

# shellcheck source=it/firmware/board.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/board.sh"

need_arguments 5 "$@"
board_name=$1
dir_a=$(absolute "$2")
vectors_a=$(absolute "$3")
dir_b=$(absolute "$4")
vectors_b=$(absolute "$5")
shift 5
build_given=''
if [[ ${1:-} == --build ]]; then
    build_given=${2:?--build needs a folder}
elif (($# > 0)); then
    fail "unknown option $1"
fi

select_board "$board_name"
model_a=${dir_a##*/} model_b=${dir_b##*/}
[[ -f $dir_a/$model_a.h ]] || fail "$dir_a holds no $model_a.h"
[[ -f $dir_b/$model_b.h ]] || fail "$dir_b holds no $model_b.h"
[[ $model_a != "$model_b" ]] || fail "the two models have the same name, $model_a"

build_folder "$build_given"
trap 'exit 2' ERR
seeds_a=$(seeds_of "$vectors_a")
seeds_b=$(seeds_of "$vectors_b")
compile_model "$build" "$dir_a" "$dir_b"
bind_model "$build" "$dir_a" fw_first 2 "$vectors_a" "$seeds_a" "$(float_outputs "$vectors_a")"
bind_model "$build" "$dir_b" fw_second 1 "$vectors_b" "$seeds_b" "$(float_outputs "$vectors_b")"
link_firmware "$build" two_models.c "$dir_a"
trap - ERR

run_firmware "$build" "$model_a,$model_b" "$(count_words "$seeds_a")"
