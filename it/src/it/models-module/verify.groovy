def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 3
assert runs[0] =~ /gesture.pexnet -> .*: arena [0-9]+ bytes/
assert !runs[0].contains('unused')
assert runs[1] =~ /gesture.pexnet -> .*up to date/
assert runs[2] =~ /\[WARNING\] PEX-0408 dependencies of firmware: models in them are not seen/
assert runs[2] =~ /\[ERROR\] PEX-0303 <model> gesture: no model in Java has this name/
return true
