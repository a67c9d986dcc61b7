import groovy.json.JsonSlurper

def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 10
def result = { String folder -> new JsonSlurper().parse(new File(basedir, "target/pex-codesign/stripes/$folder/result.json")) }

// plain lines, because nobody watches
assert (runs[0] =~ /\[INFO\] epoch [0-9]\/6: loss [0-9.]+, accuracy [0-9.]+ %, 0:[0-9]+ left/).size() == 6
assert (runs[1] =~ /\[INFO\] epoch [0-9]+\/14: .*, peak [0-9,]+ bytes, /).size() == 8
assert result('dense').validationAccuracy > 0.9
assert result('dense').arenaBytes > 500

// the arena of what was pruned is the one that pex:analyze finds, and the accuracy is that of the generated C
def pruned = result('pruned')
assert pruned.arenaBytes <= 500
assert pruned.validationAccuracy > 0.85
assert pruned.testSamples == 150 && pruned.testAccuracy > 0.8
def report = new JsonSlurper().parse(new File(basedir, 'target/pex/stripes_pruned/report.json'))
assert report.arenaBytes == pruned.arenaBytes

def described = new File(basedir, 'target/described/nets/StripesPruned.java').text
assert described.contains('@PexModel') && described.contains('conv2d(')
assert new File(basedir, 'target/described/stripes_pruned.safetensors').length() > 100

assert !(runs[4] =~ /epoch [0-9]/)
assert runs[4] =~ /stripes_trained: [0-9.]+ % of 150 samples of validation/
assert runs[5].contains('[ERROR] PEX-0704') && runs[5].contains('other settings')
assert runs[6].contains('[ERROR] PEX-0704') && runs[6].contains('train it first')

assert (runs[7] =~ /\[INFO\] trial [12]\/2: sram 500, width 0.5: [0-9.]+ %, arena [0-9,]+ bytes/).size() == 1
assert (runs[7] =~ /\[INFO\] trial [12]\/2: sram 10, width 0.5: PEX-0703/).size() == 1
assert runs[7].contains('[INFO] 1 of 2 trials are on the front')
assert (runs[8] =~ /trial 1\/1: .* \(from before\)/).size() == 1
def folder = new File(basedir, 'target/pex-codesign/stripes')
def csv = new File(folder, 'explore.csv').readLines()*.split(',')
assert csv.size() == 2
assert csv[0] == ['sram', 'width', 'epochs', 'accuracy', 'correct', 'samples', 'arenaBytes', 'flashBytes', 'macs', 'front', 'code', 'trial']
assert csv[1][6].toLong() <= 500 && csv[1][9] == 'yes'
assert new File(folder, "trials/${csv[1][11]}/pruned/stripes_pruned.pexnet").length() > 100
def page = new File(folder, 'explore.html').text
assert page.contains('<svg') && !page.contains('<script') && !page.contains('http')
assert runs[9].contains('[ERROR] PEX-0713') && runs[9].contains('pex-codesign-hazelcast')
return true
