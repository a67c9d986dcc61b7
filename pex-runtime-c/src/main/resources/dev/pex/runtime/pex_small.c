/*
 * Layers with weights, output element by output element.
 *
 * Loop order: pixels, their output channels, the taps of a window, the input channels of a tap, which are
 * contiguous in the input and in the weights.
 */
#include "pex_small.h"

PEX_NOINLINE int32_t pex_small_dot(const int8_t *x, const int8_t *weights, uint32_t count, int32_t sum) {
    return pex_dot(x, weights, 1u, count, sum);
}

uint8_t pex_small_element(const pex_output_rule *rule, int32_t sum, int32_t channel) {
    const int32_t x = pex_requantize(sum, rule->multipliers[channel], rule->shifts[channel]);
    return (uint8_t)pex_clamp(x + rule->offset, rule->minimum, rule->maximum);
}

/* The window of a pixel. */
typedef struct window {
    const pex_small_layer *layer;
    const pex_part *part;
    const uint8_t *arena;
    pex_taps rows;
    pex_taps columns;
    uint32_t first;    /* input channel that is taken in first */
    uint32_t channels; /* that are taken in */
} window;

/* The sum of its products with the weights of an output channel, beginning with those of `first`. */
static PEX_NOINLINE int32_t sum_window(const window *w, const int8_t *weights) {
    const pex_small_layer *layer = w->layer;
    int32_t sum = 0;
    int32_t r;
    int32_t c;
    for (r = 0; r < layer->rows->kernel; r++) {
        const int32_t i = r - w->rows.first;
        const int8_t *x = NULL;
        if (i >= 0 && i < w->rows.count && w->columns.count > 0) {
            const int32_t row = w->rows.position + i * layer->rows->dilation;
            x = (const int8_t *)w->arena + (pex_row(layer->input, w->part, w->first, row) + w->first +
                                            (uint32_t)w->columns.position * layer->input->pixel_stride);
        }
        for (c = 0; c < layer->columns->kernel; c++) {
            const int present = x != NULL && c >= w->columns.first && c - w->columns.first < w->columns.count;
            sum = pex_small_dot(present ? x : layer->absent, weights, w->channels, sum);
            if (present) {
                x += (uint32_t)layer->columns->dilation * layer->input->pixel_stride;
            }
            weights += layer->input_channels;
        }
    }
    return sum;
}

void pex_small_convolve(const pex_small_layer *layer, uint8_t *arena, const pex_part *part) {
    const uint32_t elements = (uint32_t)layer->rows->kernel * layer->columns->kernel * layer->input_channels;
    const uint32_t end = (uint32_t)part->intake.end;
    const int complete = end >= layer->input_channels;
    int32_t *kept = (int32_t *)(void *)(arena + part->intake.accumulators);
    window w;
    int32_t row;
    w.layer = layer;
    w.part = part;
    w.arena = arena;
    w.first = (uint32_t)part->intake.start;
    w.channels = (complete ? layer->input_channels : end) - w.first;
    for (row = part->row_start; row < part->row_end; row++) {
        uint32_t output = pex_row(layer->output, part, (uint32_t)part->channel_start, row) +
                          (uint32_t)part->column_start * layer->output->pixel_stride;
        int32_t column;
        w.rows = pex_find_taps(layer->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            int32_t channel;
            w.columns = pex_find_taps(layer->columns, column);
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                const int8_t *weights = layer->weights + ((uint32_t)channel * elements);
                int32_t sum;
                if (layer->multiplier > 0) {
                    w.first = (uint32_t)(channel / layer->multiplier);
                } else {
                    weights += w.first;
                }
                sum = sum_window(&w, weights);
                sum = pex_wrapping_add(sum, part->intake.start == 0 ? layer->bias[channel] : *kept);
                if (complete) {
                    arena[output + (uint32_t)channel] = pex_small_element(&layer->rule, sum, channel);
                } else {
                    *kept = sum;
                }
                kept++;
            }
            output += layer->output->pixel_stride;
        }
    }
}
