/* Tensors whose naive readers note what they read. */
#include "kernels_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int reading_pixel = NOBODY;

void set_tensor(tensor *t, int rows, int columns, int channels, int size) {
    const size_t elements = (size_t)rows * (size_t)columns * (size_t)channels;
    size_t i;
    t->rows = rows;
    t->columns = columns;
    t->channels = channels;
    t->size = size;
    t->data = (uint8_t *)allocate(elements * (size_t)size);
    t->reader = (int *)allocate(elements * sizeof(int));
    for (i = 0; i < elements * (size_t)size; i++) {
        t->data[i] = (uint8_t)random_bits();
    }
}

void free_tensor(tensor *t) {
    free(t->data);
    free(t->reader);
}

size_t element(const tensor *t, int row, int column, int channel) {
    if (row < 0 || row >= t->rows || column < 0 || column >= t->columns || channel < 0 ||
        channel >= t->channels) {
        puts("the test itself reads outside of a tensor");
        exit(2);
    }
    return ((size_t)row * (size_t)t->columns + (size_t)column) * (size_t)t->channels + (size_t)channel;
}

uint8_t read_byte(tensor *t, int row, int column, int channel) {
    const size_t index = element(t, row, column, channel);
    t->reader[index] = reading_pixel;
    return t->data[index];
}

int32_t read_s8(tensor *t, int row, int column, int channel) {
    const int32_t byte = read_byte(t, row, column, channel);
    return byte < 128 ? byte : byte - 256;
}

void read_element(tensor *t, int row, int column, int channel, uint8_t *result) {
    const size_t index = element(t, row, column, channel);
    t->reader[index] = reading_pixel;
    memcpy(result, t->data + index * (size_t)t->size, (size_t)t->size);
}
