import java.nio.file.Files

def models = new File(basedir, 'nets').toPath()
Files.createDirectories(models)
['ds_cnn', 'audio_1d'].each {
    Files.copy(new File(zoo, it + '.tflite').toPath(), models.resolve(it + '.tflite'))
}
new File(basedir, 'nets/words.txt').setText('wake\nsleep\nstop\nnoise\nsilence\n', 'UTF-8')
return true
