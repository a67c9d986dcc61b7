import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files

def folder = basedir.toPath()
def mixed = folder.resolve('mixed')
Files.createDirectories(mixed)
def good = new File(zoo, 'ds_cnn.tflite').bytes
Files.write(folder.resolve('ds_cnn.tflite'), good)
Files.copy(new File(zoo, 'vectors/ds_cnn/2.in.bin').toPath(), folder.resolve('2.in.bin'))
Files.write(mixed.resolve('ds_cnn.tflite'), good)
Files.copy(new File(zoo, 'audio_1d.tflite').toPath(), mixed.resolve('audio_1d.tflite'))
Files.write(mixed.resolve('truncated.tflite'), Arrays.copyOf(good, good.length.intdiv(3)))
Files.write(mixed.resolve('text.tflite'), 'This is no model, but a text of some length.\n'.bytes)
Files.write(folder.resolve('flags.properties'), 'pex.cc=gcc -O0\n'.bytes)

// SOFTMAX (25) becomes EXP (47) in the operator codes: field 1 of the model, fields 0 and 3 of each code
def model = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN)
def field = { int table, int index ->
    int vtable = table - model.getInt(table)
    int at = 4 + 2 * index
    int offset = at < model.getShort(vtable) ? model.getShort(vtable + at) : 0
    offset == 0 ? 0 : table + offset
}
int codes = field(model.getInt(0), 1)
codes += model.getInt(codes)
int changed = 0
for (int i = 0; i < model.getInt(codes); i++) {
    int slot = codes + 4 + 4 * i
    int code = slot + model.getInt(slot)
    int old = field(code, 0)
    int now = field(code, 3)
    if (old != 0 && model.get(old) == 25) {
        model.put(old, (byte) 47)
        changed++
    }
    if (now != 0 && model.getInt(now) == 25) {
        model.putInt(now, 47)
    }
}
assert changed == 1
Files.write(mixed.resolve('unsupported.tflite'), model.array())
return true
