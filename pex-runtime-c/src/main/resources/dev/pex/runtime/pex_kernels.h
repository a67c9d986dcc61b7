/*
 * The kernels of Pex: portable ones, and some for the instructions of certain cores. Every kernel takes
 *   args   constants of the operator, in read-only memory,
 *   arena  the base that all views' offsets count from,
 *   part   the part of the output to compute.
 * Inputs may be narrower than a tensor: a kernel reads only what the part depends on.
 * Arithmetic follows docs/NUMERICS.md bit for bit. Kernels of floats and int32 need elements aligned to 4
 * bytes; all others need no alignment of offsets and strides: portable ones touch single bytes and constants
 * only, those for certain cores load from any address what these cores can load from any address.
 * Accumulators are aligned int32.
 *
 * Order, which the memory map relies on: a kernel visits the pixels of its part in ascending order, row by
 * row and in each row column by column. It reads all that a pixel depends on and writes all of the pixel's
 * channels before it writes anything of the next one, but may read for later pixels sooner; or it reads all
 * that several pixels depend on before it writes anything of them. So an output may
 * be written where an input lies that only earlier pixels depend on. A pixel's own window must stay as it is
 * until the pixel is complete, unless the kernel's comment permits more. Accumulators are read and written in
 * the order of the elements, each before the output element of the same index is written: an output without
 * gaps may lie where the accumulators start.
 *
 * A kernel that has use for scratch states how much by its macro PEX_<KERNEL>_SCRATCH_BYTES; the generated
 * code asserts that the memory map provides as much.
 */
#ifndef PEX_KERNELS_H
#define PEX_KERNELS_H

#include "pex_kernels_elementwise.h"
#include "pex_kernels_moving.h"
#include "pex_kernels_reducing.h"
#include "pex_kernels_weighted.h"

#endif
