#!/usr/bin/env bash
# Counts the steps of what the benchmark's models lack, for the fit of the cost model (docs/KERNELS.md):
#   kernels.sh FOLDER
# Networks of one operator from zoo/single, the three largest of each kind, and networks over time, for the targets with
# counts of their own, and models of the zoo with small kernels. FOLDER then has the form of target/bench.
# environment: PEX_BENCH_REPOSITORY  the local repository that holds the plugin
#              FIRMWARE_TIMEOUT      as in bin/bench
set -euo pipefail
export LC_ALL=C
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=bin/setup
source "$root/bin/setup"
readonly MODELS="audio_1d autoencoder ds_cnn mobilenet_v1 residual_float_io resnet8 squeezenet"

mkdir -p -- "${1:?a folder}"
folder=$(cd -- "$1" && pwd)
rm -rf -- "$folder"/{single,small,models,vectors}
mkdir -p -- "$folder"/{single,small,models,vectors}

kinds=$(cd -- "$root/zoo/single" && printf '%s\n' *.tflite | sed 's/_[0-9]*[.]tflite$//' | sort -u)
for kind in $kinds; do
    # shellcheck disable=SC2012 # by size; the names are ours
    ls -S -- "$root/zoo/single/$kind"_[0-9]*.in.bin 2>/dev/null | head -n 3 | while read -r input; do
        name=${input##*/}
        name=${name%.in.bin}
        mkdir -p -- "$folder/vectors/$name"
        cp -- "$input" "$folder/vectors/$name/1.in.bin"
        cp -- "${input%.in.bin}.out.bin" "$folder/vectors/$name/1.out.bin"
        ln -s -- "$root/zoo/single/$name.tflite" "$folder/single/"
        ln -s -- "$root/zoo/single/$name.tflite" "$folder/models/"
    done
done
# Their rows have one column.
for file in "$root"/zoo/time/*_width.tflite; do
    name=${file##*/}
    name=${name%.tflite}
    ln -s -- "$root/zoo/time/vectors/${name%_width}" "$folder/vectors/$name"
    ln -s -- "$file" "$folder/single/"
    ln -s -- "$file" "$folder/models/"
done
for name in $MODELS; do
    ln -s -- "$root/zoo/vectors/$name" "$folder/vectors/$name"
    ln -s -- "$root/zoo/$name.tflite" "$folder/small/"
    ln -s -- "$root/zoo/$name.tflite" "$folder/models/"
done

version=$(pex_version "$root")
repository=()
[[ -z ${PEX_BENCH_REPOSITORY:-} ]] || repository=("-Dmaven.repo.local=$PEX_BENCH_REPOSITORY")

# generate MODELS_FOLDER NAME OPTION...: some models of operators that Pex does not take may be among them
generate() {
    (cd -- "$folder" && mvn -q -B -ntp ${repository[@]+"${repository[@]}"} "dev.pex:pex-maven-plugin:$version:generate" \
        "-Dpex.models=$1" "-Dpex.outputDirectory=$folder/$2" "${@:3}" >"$folder/$2.log" 2>&1) || true
}

# measure NAME BOARD
measure() {
    FIRMWARE_STEPS=1 FIRMWARE_BOARDS=$2 "$root/it/firmware/run-all.sh" "$folder/$1" "$folder/vectors" --seeds 1 \
        --logs "$folder/$1@$2.logs" >"$folder/$1@$2.txt" 2>&1 || true
}

generate "$folder/small" size -Dpex.optimize=size
for pair in cortex-m4@mps2-an386 cortex-m55@mps3-an547 rv32imc@virt; do
    generate "$folder/single" "${pair%@*}" "-Dpex.target=${pair%@*}"
    measure "${pair%@*}" "${pair#*@}"
    measure size "${pair#*@}"
    echo "measured ${pair%@*}"
done
