# What happens between two builds: change.sh STEP. Each list has time, file number and name of every output.
list() {
    find one/target two/target -type f -printf '%T@ %i %p\n' | sort -k 3 >"$1"
}
case $1 in
    list-1) list 1.txt ;;
    list-2-and-touch)
        list 2.txt
        echo 'int edited;' >>one/target/int8/residual_float_io/residual_float_io.c
        rm one/target/generated-sources/pex/wake_word/wake_word.h
        echo stale >one/target/generated-sources/pex/wake_word/stale.c
        echo stale.c >>one/target/generated-sources/pex/wake_word/.pex-files
        cp other.tflite two/src/main/pex/ds_cnn.tflite
        ;;
    list-3) list 3.txt ;;
    list-4) list 4.txt ;;
    rename)
        mv two/src/main/pex/ds_cnn.tflite two/src/main/pex/renamed.tflite
        echo mine >two/target/generated-sources/pex/ds_cnn/notes.txt
        ;;
esac
