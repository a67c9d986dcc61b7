import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def runs = log.split('Scanning for projects').drop(1)
assert runs.size() == 11
def out = new File(basedir, 'pex-out')
assert out.list() as List == ['ds_cnn']
assert new File(out, 'ds_cnn/ds_cnn.c').isFile()
assert new File(out, 'ds_cnn/report.json').isFile()
assert new File(basedir, '2.out.bin').bytes == new File(zoo, 'vectors/ds_cnn/2.out.bin').bytes

def summary = new JsonSlurper().parse(new File(basedir, 'mixed-out/pex-summary.json'))
assert summary.schema == 'pex-summary/1'
assert summary.models.collect { it.file } == ['audio_1d.tflite', 'ds_cnn.tflite', 'text.tflite', 'truncated.tflite', 'unsupported.tflite']
assert summary.models.collect { it.status } == ['ok', 'ok', 'failed', 'failed', 'failed']
assert summary.models[1].model == 'ds_cnn' && summary.models[1].arenaBytes > 0
assert summary.models[4].diagnostics.any { it.code == 'PEX-0201' }
assert (new File(basedir, 'mixed-out').list() as List).sort() == ['audio_1d', 'ds_cnn', 'pex-summary.json']
assert runs[2].contains('3 of 5 models failed')
assert runs[2] =~ /ds_cnn +ok +[0-9]+/

assert runs[2] =~ /\[ERROR\] PEX-010[23] truncated.tflite: /
assert runs[2] =~ /\[ERROR\] PEX-0102 text.tflite: /
assert runs[2] =~ /\[ERROR\] PEX-0201 unsupported.tflite.*EXP/
assert runs[3] =~ /\[ERROR\] PEX-010[23] truncated.tflite: /
assert runs[4] =~ /\[ERROR\] PEX-0101 missing.tflite: there is no such file/
assert runs[5] =~ /\[ERROR\] PEX-0307 .*expected 490 bytes/
assert runs[6] =~ /\[ERROR\] PEX-0303 /
assert runs[7] =~ /\[ERROR\] PEX-0305 /
assert runs[8] =~ /\[ERROR\] PEX-0306 .*no-such-compiler/
assert runs[9] =~ /\[ERROR\] PEX-0306 .*'gcc -O0': cannot be started.*without flags/
assert runs[10] =~ /\[ERROR\] PEX-0305 .*-Dpex.output[, ]/ && !runs[10].contains('pex.outputDirectory')
(2..10).each {
    assert !(runs[it] =~ /\n\s*at [a-z]+\./) : 'a stack trace in ' + it
    assert !runs[it].contains('Exception:') : it
}
return true
