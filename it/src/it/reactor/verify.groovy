def log = new File(basedir, 'build.log').text
assert new File(basedir, 'configured/target/c/renamed/renamed.h').isFile()
assert !new File(basedir, 'configured/target/generated-sources').exists()
assert new File(basedir, 'bound/target/generated-sources/pex/ds_cnn/ds_cnn.h').isFile()
['unconcerned/target/generated-sources', 'unconcerned/target/pex', 'target/generated-sources'].each {
    assert !new File(basedir, it).exists()
}

def runs = log.split('Scanning for projects').drop(1)
assert runs.size() == 7
// twice the lines of one model tell that a goal ran twice
def count = { String text, String what -> text.split(java.util.regex.Pattern.quote(what), -1).length - 1 }
assert count(runs[0], 'small.tflite -> ') == 1
assert count(runs[0], 'ds_cnn.tflite -> ') == 1
assert runs[0].contains('module configured') && runs[0].contains('module bound')
assert count(runs[1], 'small.tflite -> ') == 0
assert count(runs[1], 'ds_cnn.tflite -> ') == 1
assert !runs[1].contains('module bound')
assert count(runs[2], 'small.tflite -> ') == 1
assert count(runs[2], 'ds_cnn.tflite -> ') == 1
assert runs[2].contains('bound: the build has run this goal here already')
assert new File(basedir, 'target/pex/ds_cnn/report.json').isFile()
assert !runs[3].contains('module ')
assert runs[4].contains('module bound') && new File(basedir, 'together/ds_cnn/report.json').isFile()
assert new File(basedir, 'bound/target/pex/ds_cnn/report.json').isFile()
assert !new File(basedir, 'configured/target/pex').exists()
assert new File(basedir, 'bound/target/generated-sources/pex/audio_1d/audio_1d.h').isFile()
return true
