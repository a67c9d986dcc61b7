import java.nio.file.Files

['keyword-spotter', 'image-classifier'].each { example ->
    def source = new File(zoo, "../examples/$example").canonicalFile
    source.eachFileRecurse { file ->
        def name = source.toPath().relativize(file.toPath())
        if (file.isFile() && !name.startsWith('target')) {
            def copy = new File(basedir, example).toPath().resolve(name)
            Files.createDirectories(copy.parent)
            Files.copy(file.toPath(), copy)
        }
    }
}
return true
