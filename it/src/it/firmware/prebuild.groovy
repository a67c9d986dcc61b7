import java.nio.file.Files

def models = new File(basedir, 'src/main/pex').toPath()
Files.createDirectories(models)
['ds_cnn', 'residual_float_io'].each {
    Files.copy(new File(zoo, it + '.tflite').toPath(), models.resolve(it + '.tflite'))
}

def example = new File(zoo, '../examples/digits').canonicalFile
example.eachFileRecurse { file ->
    def name = example.toPath().relativize(file.toPath())
    if (file.isFile() && !name.any { it.toString() == 'target' }) {
        def copy = new File(basedir, 'digits').toPath().resolve(name)
        Files.createDirectories(copy.parent)
        Files.copy(file.toPath(), copy)
    }
}
return true
