/* The held-out images and their labels: what numpy.save writes behind its header of 128 bytes. */
    .section .rodata
    .globl images
images:
    .incbin "digits.npy", 128
    .globl images_end
images_end:
    .balign 4
    .globl labels
labels:
    .incbin "labels.npy", 128
