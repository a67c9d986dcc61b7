import java.nio.file.Files

def models = new File(basedir, 'src/main/pex').toPath()
Files.createDirectories(models)
['ds_cnn', 'audio_1d'].each {
    Files.copy(new File(zoo, it + '.tflite').toPath(), models.resolve(it + '.tflite'))
}
Files.write(models.resolve('README.txt'), 'no model'.bytes)
Files.copy(new File(zoo, 'vectors/ds_cnn/1.in.bin').toPath(), new File(basedir, '1.in.bin').toPath())
return true
