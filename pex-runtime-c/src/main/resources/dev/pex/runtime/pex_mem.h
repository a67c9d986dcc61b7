/*
 * The four library functions that compilers may call implicitly, even in freestanding code. They are declared
 * here so that no libc header is needed; firmware without a libc compiles pex_mem.c, which defines them.
 *
 * C accepts these declarations together with those of any libc. C++ does not if the libc declares them
 * noexcept; therefore C++ uses the header of the libc if it exists.
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
