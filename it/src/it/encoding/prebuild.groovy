// By a shell: this Java may not know the letter either.
def copy = ['sh', '-c', 'mkdir nets && cp "$1" "nets/$(printf "w\\303\\266rter.tflite")"', 'sh', new File(zoo, 'audio_1d.tflite').path]
return copy.execute(null as List, basedir).waitFor() == 0
