import groovy.json.JsonSlurper

// what each README says: CMake takes the generated folder in, and the program runs on this machine
def built = { String example ->
    def folder = new File(basedir, example)
    def run = { List<String> command ->
        def process = new ProcessBuilder(command).directory(folder).redirectErrorStream(true).start()
        def output = process.inputStream.text
        assert process.waitFor() == 0 : output
        output
    }
    run(['cmake', '-S', '.', '-B', 'target/build', '-DCMAKE_C_FLAGS=-Wall -Wextra -Wconversion -Werror'])
    run(['cmake', '--build', 'target/build'])
    run(['target/build/firmware'])
}
def report = { String example, String file ->
    new JsonSlurper().parse(new File(basedir, "$example/target/generated-sources/pex/$file"))
}

def spotter = report('keyword-spotter', 'keyword_spotter/report.json')
assert spotter.arenaBytes <= 8192
assert built('keyword-spotter') ==~ /word [0-9]+ of 12, arena ${spotter.arenaBytes} bytes\n/

def quantised = report('image-classifier', 'digits/quantisation.json')
assert quantised.samples == 30 && quantised.layers.every { it.decibels > 20 }
def classifier = report('image-classifier', 'digits/report.json')
assert built('image-classifier') == "it is a 6, arena ${classifier.arenaBytes} bytes\n"

// nothing refers to other folders, so the model is a copy
assert new File(basedir, 'image-classifier/src/main/pex/digits.tflite').bytes == new File(zoo, 'float/digits.tflite').bytes
return true
