#include "firmware.h"

#define SYS_WRITE0 0x04
#define SYS_EXIT_EXTENDED 0x20
#define ADP_STOPPED_APPLICATION_EXIT 0x20026u

/* A semihosting call per character would dominate the time of a run, so a line is collected first. */
static char line[200];
static uint32_t length;

static void flush(void) {
    line[length] = 0;
    fw_semihost(SYS_WRITE0, line);
    length = 0;
}

void fw_text(const char *text) {
    while (*text != 0) {
        line[length++] = *text++;
        if (length == sizeof line - 1u) {
            flush();
        }
    }
}

void fw_number(uint32_t value) {
    char digits[11];
    uint32_t first = sizeof digits - 1u;
    digits[first] = 0;
    do {
        digits[--first] = (char)('0' + (char)(value % 10u));
        value /= 10u;
    } while (value != 0u);
    fw_text(&digits[first]);
}

void fw_hexadecimal(uint32_t value) {
    char digits[9];
    for (uint32_t i = 0; i < 8u; i++) {
        digits[i] = "0123456789abcdef"[(value >> (28u - 4u * i)) & 15u];
    }
    digits[8] = 0;
    fw_text("0x");
    fw_text(digits);
}

void fw_line_end(void) {
    fw_text("\n");
    flush();
}

void fw_exit(int code) {
    uint32_t block[2];
    block[0] = ADP_STOPPED_APPLICATION_EXIT;
    block[1] = (uint32_t)code;
    for (;;) {
        fw_semihost(SYS_EXIT_EXTENDED, block);
    }
}
