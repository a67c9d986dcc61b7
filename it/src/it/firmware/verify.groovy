import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
// One line of the table for each model and board; the last column counts the recorded vectors.
['mps2-an386', 'mps3-an547', 'virt'].each { board ->
    ['ds_cnn', 'residual_float_io'].each { model ->
        assert log =~ /(?m)^$model +$board +\d+ .* 3\/3$/
    }
}
assert log.contains('18 passed, 0 failed')

// the example: a promise, and a firmware that keeps it
def generated = new File(basedir, 'digits/firmware/target/generated-sources/pex/digits')
def report = new JsonSlurper().parse(new File(generated, 'quantisation.json'))
assert report.samples == 100 && report.heldOut == 300 && report.accuracy.labelled == 300
assert report.accuracy.real == 284 && report.accuracy.quantized >= 281
assert log.contains("digits: ${report.accuracy.quantized} of 300 right on cortex-m4\n")
assert new JsonSlurper().parse(new File(generated, 'report.json')).target == 'cortex-m4'
['calibration/digits.npy': 'digits.npy', 'test/digits.npy': 'test/digits.npy', 'test/labels.npy': 'test/labels.npy'].each { original, copy ->
    assert new File(basedir, "digits/nets/samples/$copy").bytes == new File(zoo, "float/$original").bytes
}
return true
