import java.nio.file.Files

def models = new File(basedir, 'nets').toPath()
Files.createDirectories(models)
Files.copy(new File(zoo, 'ds_cnn.tflite').toPath(), models.resolve('ds_cnn.tflite'))
return true
