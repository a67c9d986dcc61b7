def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 3
assert runs[0].contains("[WARNING] PEX-0302 execution 'nets' of pex-maven-plugin: its <configuration> is not used")
assert runs[0].contains('[ERROR] PEX-0303 ')
assert !runs[1].contains('PEX-') && runs[1].contains('ds_cnn.tflite -> ')
assert !runs[2].contains('PEX-') && runs[2].contains('ds_cnn.tflite -> ')
return true
