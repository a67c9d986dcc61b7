#!/usr/bin/env bash
# Lists recordings DIGIT_SPEAKER_NUMBER.wav with their digits. Numbers below 5 are the test.
#   list.sh RECORDINGS >recordings.tsv
set -euo pipefail

printf 'file\tlabel\tsplit\n'
cd -- "$1"
for file in *.wav; do
    number=${file##*_}
    split='train'
    if ((${number%.wav} < 5)); then
        split='test'
    fi
    printf '%s\t%s\t%s\n' "$file" "${file%%_*}" "$split"
done
