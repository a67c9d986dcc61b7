import groovy.json.JsonSlurper

def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 8
def report = { String folder, String model -> new JsonSlurper().parse(new File(basedir, "target/$folder/$model/report.json")) }

// what @PexModel says counts: target, random weights, weights from a file, samples
assert report('generated-sources/pex', 'keyword_spotter').target == 'cortex-m4'
assert report('generated-sources/pex', 'residual').target == 'generic'
assert runs[0].contains('[WARNING] PEX-0404 keyword_spotter.pexnet: its weights are random')
assert !runs[0].contains('PEX-0404 residual')
assert runs[0] =~ /residual.pexnet: quantised by 4 samples, output [0-9.]+ dB/
def quantised = new JsonSlurper().parse(new File(basedir, 'target/generated-sources/pex/residual/quantisation.json'))
assert quantised.layers*.name == ['stem', 'branch', 'sum']
assert quantised.layers.every { it.decibels > 30 }

assert (runs[1] =~ /pexnet -> .*up to date/).size() == 2
assert runs[1].contains('PEX-0404')
assert report('generic', 'keyword_spotter').target == 'generic'
assert new File(basedir, 'target/output.bin').length() == 12

// javac's own errors, in the form that tools know
assert runs[4] =~ /\[ERROR\] .*Broken.java:\[15,10\] .*kernel 5x5 is larger than its 3x3 input/
assert runs[4] =~ /\[ERROR\] PEX-0405 src\/main\/pex\/java: javac found 1 error/
assert runs[5] =~ /\[ERROR\] PEX-0406 it.Failing: java.lang.IllegalStateException: no such board: \[a\], at Failing.java:12/

assert runs[2].contains('keyword_spotter.pexnet -> it.nets.KeywordSpotterModel')
assert !runs[2].contains('a runner for tests')
// one place, two packages
assert (runs[6] =~ /\[ERROR\] PEX-0304 (keyword_spotter|residual).pexnet: it is written to .*target.java.* twice in this build, with different <javaPackage> /).size() == 2
assert (runs[7] =~ /removed the files of (keyword_spotter|residual) in .*pex-java/).size() == 2
assert !new File(basedir, 'target/generated-sources/pex-java').list()
return true
