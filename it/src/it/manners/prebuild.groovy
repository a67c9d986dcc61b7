import java.nio.file.Files

def copy = { String model, String target ->
    def path = new File(basedir, target).toPath()
    Files.createDirectories(path.parent)
    Files.copy(new File(zoo, model + '.tflite').toPath(), path)
}
copy('residual_float_io', 'one/nets/residual_float_io.tflite')
copy('audio_1d', 'one/nets/audio_1d.tflite')
copy('ds_cnn', 'two/src/main/pex/ds_cnn.tflite')
copy('resnet8', 'other.tflite')
return true
