/*
 * The portable kernels of Pex. Every kernel takes
 *   args   constants of the operator, in read-only memory,
 *   arena  the base that all views' offsets count from,
 *   part   the part of the output to compute.
 * Inputs may be narrower than a tensor: a kernel reads only what the part depends on.
 * Arithmetic follows docs/NUMERICS.md bit for bit. Kernels of floats and int32 need elements aligned to 4
 * bytes; all others touch single bytes and constants only, so offsets and strides of views need no alignment.
 * An output must not overlap an input unless the kernel's comment permits it.
 *
 * A kernel's scratch is sized by its macro PEX_<KERNEL>_SCRATCH_BYTES; the generated code asserts
 * that the memory map provides as much.
 */
#ifndef PEX_KERNELS_H
#define PEX_KERNELS_H

#include "pex_kernels_elementwise.h"
#include "pex_kernels_moving.h"
#include "pex_kernels_reducing.h"
#include "pex_kernels_weighted.h"

#endif
