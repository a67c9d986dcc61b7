import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

def npy = { List<Integer> shape, List<Float> values ->
    def header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape.collect { it + ',' }.join(' ') + '), }'
    header = header.padRight(117) + '\n'
    def file = ByteBuffer.allocate(10 + header.length() + 4 * values.size()).order(ByteOrder.LITTLE_ENDIAN)
    file.put(0x93 as byte).put('NUMPY'.bytes).put(1 as byte).put(0 as byte).putShort(header.length() as short)
    file.put(header.bytes)
    values.each { file.putFloat(it as float) }
    file.array()
}
new File(basedir, 'weights').mkdirs()
new File(basedir, 'weights/residual.npz').withOutputStream { out ->
    def zip = new ZipOutputStream(out)
    ['stem.weight': npy([2, 1, 1, 1], [1, -0.5]), 'stem.bias': npy([2], [0.25, 0]),
     'branch.weight': npy([2, 1, 1, 2], [1, 0.5, -1, 0.25]), 'branch.bias': npy([2], [0, 0.5])].each { name, bytes ->
        zip.putNextEntry(new ZipEntry(name + '.npy'))
        zip.write(bytes)
    }
    zip.close()
}
new File(basedir, 'samples').mkdirs()
new File(basedir, 'samples/images.npy').bytes = npy([4, 8, 8, 1], (0..<256).collect { (it % 17) / 8 - 1 })
new File(basedir, 'input.bin').bytes = new byte[490]
return true
