import java.nio.file.Files

def copy = { String model, String target ->
    def path = new File(basedir, target).toPath()
    Files.createDirectories(path.parent)
    Files.copy(new File(zoo, model + '.tflite').toPath(), path)
}
copy('audio_1d', 'configured/nets/small.tflite')
copy('ds_cnn', 'bound/src/main/pex/ds_cnn.tflite')
copy('audio_1d', 'typed/audio_1d.tflite')
// does not declare the plugin
copy('ds_cnn', 'unconcerned/src/main/pex/ds_cnn.tflite')
return true
