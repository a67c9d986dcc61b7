import java.nio.file.Files
import java.nio.file.Path

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
return true
