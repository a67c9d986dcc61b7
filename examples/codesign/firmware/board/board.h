/* A console for a bare board, which the emulator passes on by semihosting. */
#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

void board_text(const char *text);
void board_number(uint32_t value);

#endif
