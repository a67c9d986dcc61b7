/*
 * The four library functions that compilers call on their own even in freestanding code. Declared
 * here so that no libc header is needed; a firmware without libc compiles pex_mem.c, which
 * provides them.
 *
 * C accepts these declarations beside those of any libc. C++ does not where the libc's ones are
 * noexcept, so there the libc's header is used when it exists.
 */
#ifndef PEX_MEM_H
#define PEX_MEM_H

#include <stddef.h>

#if defined(__cplusplus) && defined(__has_include) && !defined(PEX_MEM_DEFINES)
#if __has_include(<string.h>)
#include <string.h>
#define PEX_MEM_DECLARED
#endif
#endif

#ifndef PEX_MEM_DECLARED

#ifdef __cplusplus
extern "C" {
#endif

void *memcpy(void *destination, const void *source, size_t bytes);
void *memmove(void *destination, const void *source, size_t bytes);
void *memset(void *destination, int value, size_t bytes);
int memcmp(const void *left, const void *right, size_t bytes);

#ifdef __cplusplus
}
#endif

#endif

#endif
