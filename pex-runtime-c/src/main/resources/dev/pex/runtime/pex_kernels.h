/*
 * The kernels of Pex: portable ones, and some for the instructions of particular cores. Every kernel takes
 *   args   constants of the operator, in read-only memory,
 *   arena  the base of all views' offsets,
 *   part   the part of the output to compute.
 * Only the elements of an input that the part depends on have to be in the arena: a kernel reads no others.
 * Arithmetic follows docs/NUMERICS.md bit for bit. Kernels for float32 and int32 need elements aligned to 4
 * bytes. All others need no alignment of offsets and strides: portable kernels access single bytes and
 * constants only, and kernels for particular cores use unaligned loads only where these cores allow them.
 * Accumulators are aligned int32.
 *
 * Order, which the memory plan relies on: a kernel visits the pixels of its part in ascending order, row by
 * row and in each row column by column. It reads all elements that a pixel depends on and writes all channels
 * of the pixel before it writes any channel of the next one, but it may read elements of later pixels
 * earlier; or it reads all elements that several pixels depend on before it writes any of these pixels. So an
 * output may be written over an input that only earlier pixels depend on. The window of a pixel must not
 * change until the pixel is complete, unless the comment of the kernel permits more. Accumulators are read
 * and written in the order of the elements, each before the output element of the same index is written: an
 * output without gaps may lie where the accumulators start.
 *
 * A kernel that can use scratch states its size in the macro PEX_<KERNEL>_SCRATCH_BYTES; the generated code
 * asserts that the memory plan provides this size.
 */
#ifndef PEX_KERNELS_H
#define PEX_KERNELS_H

#include "pex_kernels_elementwise.h"
#include "pex_kernels_moving.h"
#include "pex_kernels_reducing.h"
#include "pex_kernels_weighted.h"

#endif
