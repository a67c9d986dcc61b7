import java.awt.image.BufferedImage
import java.nio.file.Files
import java.nio.file.Path
import javax.imageio.ImageIO

def copy = { String from, String to ->
    Path target = new File(basedir, to).toPath()
    Files.createDirectories(target.parent)
    Files.copy(new File(zoo, from).toPath(), target)
}
copy('float/digits.tflite', 'src/main/pex/digits.tflite')
copy('ds_cnn.tflite', 'src/main/pex/ds_cnn.tflite')
copy('float/calibration/digits.npy', 'samples/digits/images.npy')
copy('float/test/digits.npy', 'labelled/images.npy')
copy('float/test/labels.npy', 'labelled/labels.npy')
// Ten answers are no image of 8 by 8.
copy('float/answers.npy', 'wrong/images.npy')
// Where there is a screen, the Java library would load its windows for the images below.
System.setProperty('java.awt.headless', 'true')
// The same hundred samples as images, drawn in steps of 15; 17 is what 255 would be.
def samples = new File(zoo, 'float/calibration/digits.npy').bytes
(0..<100).each { i ->
    def image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY)
    (0..<64).each { image.raster.setSample(it % 8, it.intdiv(8), 0, 15 * samples[128 + 64 * i + it]) }
    def file = new File(basedir, String.format('images/image%02d.%s', i, i % 2 == 0 ? 'png' : 'bmp'))
    file.parentFile.mkdirs()
    assert ImageIO.write(image, i % 2 == 0 ? 'png' : 'bmp', file)
}
new File(basedir, 'images/samples.properties').text = 'pixels = 0..17'
return true
