def generated = new File(basedir, 'target/generated-sources/pex')
def log = new File(basedir, 'build.log').text
assert new File(generated, 'ds_cnn/ds_cnn.h').isFile()
assert new File(generated, 'wake_word/wake_word.h').isFile()
assert !new File(generated, 'audio_1d').exists()
assert new File(generated, 'wake_word/wake_word.h').text.contains('#define PEX_WAKE_WORD_LABEL_COUNT 5u')
assert new File(generated, 'wake_word/report.json').text =~ /"labels": \[\s*"wake",/
assert !new File(generated, 'ds_cnn/ds_cnn.h').text.contains('LABEL')
def runs = log.split('Scanning for projects').drop(1)
assert runs[0] =~ /(?m)^.*src.main.java$/
assert runs[1].contains('null object or invalid expression') && !(runs[1] =~ /(?m)^[^\[].*generated-sources.pex$/)
assert new File(basedir, 'target/pex').list() as List == ['ds_cnn']
assert !log.contains('[WARNING] PEX-')
return true
