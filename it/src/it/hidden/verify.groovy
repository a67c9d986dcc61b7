def log = new File(basedir, 'build.log').text
assert log.contains('[WARNING] PEX-0302 -Dpex.model=nets/audio_1d.tflite: has no effect: the POM says <model>nets/ds_cnn.tflite')
assert !log.contains('-Dpex.outputDirectory')
assert new File(basedir, 'other/ds_cnn/ds_cnn.h').isFile()
return true
