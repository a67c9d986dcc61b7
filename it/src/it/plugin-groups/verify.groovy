assert new File(basedir, 'target/generated-sources/pex/auto_encoder_1/auto_encoder_1.h').isFile()
assert !new File(basedir, 'target/generated-sources/pex/pex-summary.json').exists()
return true
