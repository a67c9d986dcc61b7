def log = new File(basedir, 'build.log').text
['mps2-an386', 'virt'].each { board ->
    ['ds_cnn', 'residual_float_io'].each { model ->
        (1..3).each { seed ->
            assert log =~ /PEX model=$model board=$board seed=$seed status=ok arena=\d+ stack=\d+/
        }
    }
}
assert log.contains('12 passed, 0 failed')
return true
