import groovy.json.JsonSlurper

def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 7
assert runs[0] =~ /digits.tflite: quantised by 100 samples, output [0-9.]+ dB\n/
assert runs[0].contains('ds_cnn.tflite -> ') && !(runs[0] =~ /ds_cnn.tflite: quantised/)
assert runs[1] =~ /digits.tflite -> .*up to date/ && !runs[1].contains('quantised by')
assert runs[2] =~ /digits.tflite: quantised by 300 samples, output [0-9.]+ dB, right 9[0-9.]+ % \(94.67 % in float32\)\n/
assert [1, 2, 5, 6].every { runs[it] =~ /ds_cnn.tflite -> .*up to date/ }
assert runs[5] =~ /\[ERROR\] PEX-0501 .*nowhere: there is no such folder/
assert runs[6] =~ /\[ERROR\] PEX-0503 .*wrong\/images.npy: it has the shape \[5, 10\] but the input '.*' has \[1, 8, 8, 1\]/

def folder = new File(basedir, 'target/generated-sources/pex/digits')
def report = new JsonSlurper().parse(new File(folder, 'quantisation.json'))
assert report.schema == 'pex-quantisation/1' && report.method == 'mean square error, biases corrected'
assert report.accuracy.labelled == 300 && report.accuracy.real == 284
assert report.accuracy.quantized >= report.accuracy.real - 3
assert report.layers.size() == 10 && report.layers.every { it.decibels > 25 }
assert new File(folder, 'digits.c').isFile()
assert !new File(basedir, 'target/generated-sources/pex/ds_cnn/quantisation.json').exists()

def content = { String made -> new File(basedir, "target/$made/digits").listFiles().findAll { it.file && it.name != '.pex-fingerprint' }
    .collectEntries { [it.name, it.bytes.toList()] } }
assert content('images').containsKey('digits.c') && content('images') == content('arrays')
return true
