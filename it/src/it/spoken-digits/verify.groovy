import groovy.json.JsonSlurper

def result = { String folder -> new JsonSlurper().parse(new File(basedir, "target/pex-codesign/digits/$folder/result.json")) }
def dense = result('dense')
def pruned = result('pruned')
assert dense.testSamples == 300 && dense.testAccuracy > 0.9
assert pruned.testSamples == 300 && pruned.testAccuracy > 0.8

// a tenth of what the network takes layer by layer, and the memory that the firmware reserves
assert pruned.arenaBytes <= 768 && dense.arenaBytes > 2 * pruned.arenaBytes
def header = new File(basedir, 'target/generated-sources/pex/digits_pruned/digits_pruned.h').text
assert header =~ /#define PEX_DIGITS_PRUNED_ARENA_BYTES +${pruned.arenaBytes}u?\b/
// features reach the network on the grid on which they were learnt
assert header =~ /#define PEX_DIGITS_PRUNED_INPUT_0_SCALE +0\.03125f/

// run.sh fails where the firmware does not understand as many as the report says
int right = Math.round(pruned.testAccuracy * 300)
assert new File(basedir, 'build.log').text.contains("digits: $right of 300 right on cortex-m4")
return true
