import java.nio.file.Files

def models = new File(basedir, 'src/main/pex').toPath()
Files.createDirectories(models)
['ds_cnn', 'residual_float_io'].each {
    Files.copy(new File(zoo, it + '.tflite').toPath(), models.resolve(it + '.tflite'))
}
return true
