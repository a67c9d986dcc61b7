def report = { File file -> new groovy.json.JsonSlurper().parse(file) }
def generated = new File(basedir, 'target/generated-sources/pex')
def log = new File(basedir, 'build.log').text
['ds_cnn', 'audio_1d'].each { model ->
    [model + '.h', model + '.c', 'report.json', '.pex-files'].each {
        assert new File(generated, model + '/' + it).isFile()
    }
    def analyzed = report(new File(basedir, "target/pex/$model/report.json"))
    def compiled = report(new File(generated, "$model/report.json"))
    // pex:analyze has also looked at the other input mode
    assert analyzed.remove('peaks').containsAll(compiled.remove('peaks')) && analyzed == compiled
}
assert new File(generated, 'pex-summary.json').text.contains('"schema": "pex-summary/1"')

// the host gives the bytes of the reference kernels
assert new File(basedir, 'target/1.out.bin').bytes == new File(zoo, 'vectors/ds_cnn/1.out.bin').bytes
assert log.contains('output 0 INT8 [1, 12]: ')

// the third invocation touched nothing: all is older than what the second one wrote
def second = new File(basedir, 'target/1.out.bin').lastModified()
generated.eachFileRecurse { if (it.isFile()) { assert it.lastModified() < second : it } }

// the fourth made the same bytes elsewhere
def names = { folder -> def all = []; folder.eachFileRecurse { if (it.isFile()) all << folder.toPath().relativize(it.toPath()).toString() }; all.sort() }
def elsewhere = new File(basedir, 'elsewhere/deeper')
assert names(generated) == names(elsewhere)
names(generated).each { assert new File(generated, it).bytes == new File(elsewhere, it).bytes : it }

// generated files name no folder of this machine
generated.eachFileRecurse { if (it.isFile()) { assert !it.getText('ISO-8859-1').contains(basedir.path) : it } }

assert log.contains('pex:analyze')
assert log.contains('skipped because pex.skip is set')
assert !new File(basedir, 'target/skipped').exists()
assert !log.contains('[WARNING] PEX-')

// m2e finds in the jar what to do with each goal
def jar = new java.util.zip.ZipFile(new File(localRepository.toString(), "dev/pex/pex-maven-plugin/$pexVersion/pex-maven-plugin-${pexVersion}.jar"))
def mapping = new groovy.xml.XmlSlurper().parse(jar.getInputStream(jar.getEntry('META-INF/m2e/lifecycle-mapping-metadata.xml')))
def actions = mapping.pluginExecutions.pluginExecution.collectEntries { [it.action.children()[0].name(), it.pluginExecutionFilter.goals.goal*.text()] }
assert actions == [execute: ['generate'], ignore: ['analyze', 'run', 'help']]
jar.close()

// every POM works without the parent
new File(localRepository.toString(), 'dev/pex').eachFileRecurse {
    if (it.name.startsWith('pex-') && it.name.endsWith('.pom') && !it.name.startsWith('pex-it') && !it.name.startsWith('pex-parent')) {
        assert !it.text.contains('<parent>') : it
    }
}
return true
