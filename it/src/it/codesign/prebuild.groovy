// a .npy file of unsigned bytes
def npy = { File file, List<Integer> shape, byte[] numbers ->
    def header = "{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }\n".toString().bytes
    file.parentFile.mkdirs()
    file.withOutputStream { out ->
        out.write(0x93)
        out.write('NUMPY'.bytes)
        out.write([1, 0, header.length & 255, header.length >> 8] as byte[])
        out.write(header)
        out.write(numbers)
    }
}

// stripes of random width, place and brightness on noise; the seed decides everything
def side = 12
[train: 600, validation: 150, test: 150].each { split, count ->
    def random = new SplittableRandom(split.hashCode())
    def pixels = new byte[count * side * side]
    def labels = new byte[count]
    for (int i = 0; i < count; i++) {
        int label = i % 3
        int period = 4 + random.nextInt(3)
        int start = random.nextInt(period)
        int bright = 90 + random.nextInt(120)
        labels[i] = (byte) label
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int along = label == 0 ? y : label == 1 ? x : x + y
                int level = ((along + start) % period < 2 ? bright : 20) + random.nextInt(40)
                pixels[(i * side + y) * side + x] = (byte) Math.min(255, level)
            }
        }
    }
    npy(new File(basedir, "data/$split/samples.npy"), [count, side, side, 1], pixels)
    npy(new File(basedir, "data/$split/labels.npy"), [count], labels)
}
new File(basedir, 'data/samples.properties').text = 'pixels = -1..1\n'
return true
