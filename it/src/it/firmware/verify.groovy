def log = new File(basedir, 'build.log').text
// One line of the table for each model and board; the last column counts the recorded vectors.
['mps2-an386', 'mps3-an547', 'virt'].each { board ->
    ['ds_cnn', 'residual_float_io'].each { model ->
        assert log =~ /(?m)^$model +$board +\d+ .* 3\/3$/
    }
}
assert log.contains('18 passed, 0 failed')
return true
