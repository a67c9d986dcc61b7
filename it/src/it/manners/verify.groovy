def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 13
def count = { String text, String what -> text.split(java.util.regex.Pattern.quote(what), -1).length - 1 }
def list = { int i -> new File(basedir, i + '.txt').readLines() }
def stamp = { lines, String name -> lines.find { it.endsWith(' ' + name) } }

// every execution of every module
assert count(runs[0], '.tflite -> ') == 4 && count(runs[0], 'up to date') == 0
[
    'one/target/generated-sources/pex/residual_float_io/residual_float_io.h',
    'one/target/generated-sources/pex/wake_word/wake_word.h',
    'one/target/int8/residual_float_io/residual_float_io.h',
    'two/target/generated-sources/pex/ds_cnn/ds_cnn.h'
].each { file -> assert list(1).any { it.endsWith(' ' + file) } : file }
def header = { String folder -> new File(basedir, folder + '/residual_float_io/residual_float_io.h').text }
assert header('one/target/int8').contains('_INPUT_0_ZERO_POINT ') && header('one/target/int8').contains('_OUTPUT_0_SCALE ')
assert !header('one/target/generated-sources/pex').contains('_INPUT_0_ZERO_POINT ')

// the second build compiled nothing and wrote nothing
assert count(runs[2], ', up to date') == 4
assert list(1) == list(2)
// nor did it load what compiles, parses a model or reads a plan
def classes = new File(basedir, 'classes.txt').text
assert classes.contains(' dev.pex.maven.GenerateMojo ') && classes.contains(' dev.pex.report.Figures ')
['compiler.PexCompiler', 'frontend.', 'transform.', 'memory.', 'emit.', 'report.Report ', 'shaded.'].each {
    assert !classes.contains(' dev.pex.' + it) : it
}

// what was touched is as it was, and the other model is there; nothing else was written
assert count(runs[4], ', up to date') == 1
assert !new File(basedir, 'one/target/generated-sources/pex/wake_word/stale.c').exists()
def changed = (list(3) - list(2)).collect { it.split(' ', 3)[2] }
assert changed.findAll { it.startsWith('one/') && !it.endsWith('.pex-files') }.sort() == [
    'one/target/generated-sources/pex/wake_word/wake_word.h',
    'one/target/int8/residual_float_io/residual_float_io.c'
]
assert changed.contains('two/target/generated-sources/pex/ds_cnn/ds_cnn.c')
def names = { lines -> lines.collect { it.split(' ', 3)[2] } }
assert names(list(2)).findAll { it.startsWith('one/') } == names(list(3)).findAll { it.startsWith('one/') }
assert !new File(basedir, 'one/target/int8/residual_float_io/residual_float_io.c').text.contains('edited')

// over budget
assert runs[6] =~ /\[ERROR\] PEX-0204 residual_float_io.tflite: the smallest arena that was found takes [0-9,]+ bytes, [0-9,]+ bytes more than the budget of 1,000 bytes; the peak is set by #[0-9]+ [A-Z_0-9]+ /
// the summary says what failed; nothing else is written
def models = { lines -> lines.findAll { !it.endsWith('/pex-summary.json') } }
assert models(list(3)) == models(list(4))
assert runs[8].contains('The peak is set by #') && runs[8] =~ /\[ERROR\] PEX-0204 ds_cnn.tflite: /
assert count(runs[9], 'skipped because pex.skip is set') == 3

// a model of another name: its old folder keeps only what is not ours
assert count(runs[11], ', up to date') == 3 && count(runs[11], 'removed the files of ') == 1
assert new File(basedir, 'two/target/generated-sources/pex/ds_cnn').list() as List == ['notes.txt']
assert new File(basedir, 'two/target/generated-sources/pex/renamed/renamed.h').isFile()

// each module's models in one folder
assert (new File(basedir, 'together').list() as List).sort() ==
    ['.pex-models', 'pex-summary.json', 'renamed', 'residual_float_io', 'wake_word']
assert new File(basedir, 'together/.pex-models').readLines() == [
    'pex-summary.json it:one:as-trained',
    'renamed it:two:default',
    'residual_float_io it:one:as-trained',
    'wake_word it:one:as-trained'
]
return true
