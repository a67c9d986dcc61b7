def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 3
assert runs[0].contains("[WARNING] PEX-0302 execution 'nets' of pex-maven-plugin: its <configuration> is not used")
assert runs[0].contains('[ERROR] PEX-0303 ')
assert runs[0] =~ /\[WARNING\] PEX-0308 -Dpex.modell: there is no such parameter.*the nearest is -Dpex.model\b/
(1..2).each {
    assert runs[it] =~ /\[WARNING\] PEX-0308 <arenaBugdet> .*the nearest is <arenaBudget>/
    assert !runs[it].contains('PEX-0302') && runs[it].contains('ds_cnn.tflite -> ')
}
return true
