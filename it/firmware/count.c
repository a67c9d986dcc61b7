/*
 * A plugin for the emulator QEMU that counts how often each instruction ran:
 *   -plugin count.so,out=FILE
 * writes a line "ADDRESS COUNT" for each, the address in hexadecimal as objdump prints it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qemu-plugin.h>

QEMU_PLUGIN_EXPORT int qemu_plugin_version = QEMU_PLUGIN_VERSION;

/* Instructions that the emulator has translated together: all of them run, or none. */
typedef struct block {
    struct block *next;
    uint64_t runs;
    size_t instructions;
    uint64_t addresses[];
} block;

static block *blocks;
static char *path;

static void on_run(unsigned int cpu, void *data) {
    (void)cpu;
    ((block *)data)->runs++;
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *tb) {
    (void)id;
    size_t n = qemu_plugin_tb_n_insns(tb);
    block *made = malloc(sizeof *made + n * sizeof made->addresses[0]);
    if (made == NULL) {
        abort();
    }
    made->next = blocks;
    made->runs = 0;
    made->instructions = n;
    for (size_t i = 0; i < n; i++) {
        made->addresses[i] = qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(tb, i));
    }
    blocks = made;
    qemu_plugin_register_vcpu_tb_exec_cb(tb, on_run, QEMU_PLUGIN_CB_NO_REGS, made);
}

/* An address may be in several blocks, so it may have several lines. */
static void on_exit_of_emulator(qemu_plugin_id_t id, void *data) {
    (void)id;
    (void)data;
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        return;
    }
    for (const block *b = blocks; b != NULL; b = b->next) {
        for (size_t i = 0; b->runs > 0 && i < b->instructions; i++) {
            fprintf(file, "%" PRIx64 " %" PRIu64 "\n", b->addresses[i], b->runs);
        }
    }
    if (fclose(file) != 0) {
        perror(path);
    }
}

QEMU_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
                                           char **argv) {
    (void)info;
    if (argc != 1 || strncmp(argv[0], "out=", 4) != 0) {
        fprintf(stderr, "count: out=FILE is missing\n");
        return -1;
    }
    /* The arguments are the emulator's. */
    size_t length = strlen(argv[0] + 4) + 1;
    path = malloc(length);
    if (path == NULL) {
        return -1;
    }
    memcpy(path, argv[0] + 4, length);
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    qemu_plugin_register_atexit_cb(id, on_exit_of_emulator, NULL);
    return 0;
}
