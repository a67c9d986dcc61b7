def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 2
assert runs[0] =~ /\[ERROR\] PEX-0301 .*nets.w.*rter\.tflite: Java cannot use this path: .*LC_ALL=C.UTF-8/
assert !runs[0].contains('InvalidPathException')
assert new File(basedir, 'target/generated-sources/pex/w_rter/w_rter.h').isFile()
return true
