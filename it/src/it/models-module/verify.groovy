def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 4
assert runs[0] =~ /gesture.pexnet -> .*: arena [0-9]+ bytes/
assert !runs[0].contains('unused')
assert runs[0].contains('gesture.pexnet -> it.firmware.GestureModel, and a runner for tests')
assert runs[0].contains('Tests run: 3, Failures: 0, Errors: 0, Skipped: 0')
assert runs[1] =~ /gesture.pexnet -> .*up to date/
assert runs[1].contains('Tests run: 3, Failures: 0, Errors: 0, Skipped: 0')
assert runs[1].count('Nothing to compile - all classes are up to date.') == 3
assert runs[3] =~ /\[WARNING\] PEX-0408 dependencies of firmware: models in them are not found/
assert runs[3] =~ /\[ERROR\] PEX-0303 <model> gesture: no model in Java has this name/
def result = { String name -> new File(basedir, "firmware/results/${name}.bin").bytes }
assert result('c').length == 4
assert result('c') == result('jvm')
return true
