import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.util.zip.ZipFile

def example = new File(zoo, '../examples/codesign').canonicalFile
example.eachFileRecurse { file ->
    def name = example.toPath().relativize(file.toPath())
    if (file.isFile() && !name.startsWith('target') && !file.name.startsWith('digits_') && file.name != 'recordings.tsv') {
        def copy = basedir.toPath().resolve(name)
        Files.createDirectories(copy.parent)
        Files.copy(file.toPath(), copy)
    }
}

def sounds = new File(basedir, 'sounds')
sounds.mkdirs()
// half of the recordings, of all speakers
final int NUMBERS = 25
def recordings = new File(zoo, '../../shared/data/fsdd.zip')
if (recordings.exists()) {
    def zip = new ZipFile(recordings)
    zip.entries().findAll { it.name ==~ /recordings\/.*_([0-9]|1[0-9]|2[0-4])\.wav/ }.each { entry ->
        new File(sounds, new File(entry.name).name).bytes = zip.getInputStream(entry).bytes
    }
    zip.close()
} else {
    // A digit is a pair of tones, one that rises and one that falls, over noise; voices differ in pitch. The seed decides everything.
    println 'shared/data/fsdd.zip is not there: made sounds take the place of recordings'
    final int RATE = 8000
    def random = new SplittableRandom(1)
    10.times { digit ->
        6.times { voice ->
            NUMBERS.times { number ->
                int samples = 3000 + random.nextInt(2500)
                double pitch = 0.9 + 0.04 * voice + 0.02 * random.nextDouble()
                double loud = 4000 + random.nextInt(6000)
                double phase = 0
                double second = 0
                def wave = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN)
                wave.put('RIFF'.bytes).putInt(36 + 2 * samples).put('WAVEfmt '.bytes).putInt(16).putShort(1 as short)
                        .putShort(1 as short).putInt(RATE).putInt(2 * RATE).putShort(2 as short).putShort(16 as short)
                        .put('data'.bytes).putInt(2 * samples)
                for (int i = 0; i < samples; i++) {
                    double along = (double) i / samples
                    phase += 2 * Math.PI * pitch * (250 + 130 * digit) * (1 + 0.2 * along) / RATE
                    second += 2 * Math.PI * pitch * (3000 - 190 * ((digit * 3) % 10)) * (1 - 0.15 * along) / RATE
                    double value = loud * Math.sin(Math.PI * along) * (Math.sin(phase) + Math.sin(second)) / 2
                    wave.putShort((short) (value + 400 * (random.nextDouble() - 0.5)))
                }
                new File(sounds, "${digit}_voice${voice}_${number}.wav").bytes = wave.array()
            }
        }
    }
}
def list = new ProcessBuilder('bash', 'list.sh', 'sounds').directory(basedir)
        .redirectOutput(new File(basedir, 'recordings.tsv')).redirectError(ProcessBuilder.Redirect.INHERIT).start()
assert list.waitFor() == 0
return true
