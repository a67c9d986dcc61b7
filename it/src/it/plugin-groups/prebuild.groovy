import java.nio.file.Files

def models = new File(basedir, 'src/main/pex').toPath()
Files.createDirectories(models)
Files.copy(new File(zoo, 'autoencoder.tflite').toPath(), models.resolve('Auto-Encoder 1.tflite'))

// which plugins a group has: mvn install writes this file, invoker:install does not
def metadata = new File(localRepository.toString(), 'dev/pex/maven-metadata-local.xml')
metadata.text = '''<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <plugins>
    <plugin>
      <name>Pex</name>
      <prefix>pex</prefix>
      <artifactId>pex-maven-plugin</artifactId>
    </plugin>
  </plugins>
</metadata>
'''
return true
