/* Tensors that record the reads of naive implementations. */
#include "kernels_test.h"

int reading_pixel = NOBODY;

void set_tensor(tensor *t, int rows, int columns, int channels, int size) {
    const size_t elements = (size_t)rows * (size_t)columns * (size_t)channels;
    t->rows = rows;
    t->columns = columns;
    t->channels = channels;
    t->size = size;
    t->data = (uint8_t *)allocate(elements * (size_t)size);
    t->reader = (int *)allocate(elements * sizeof(int));
    random_fill(t->data, elements * (size_t)size);
}

void set_random_tensor(tensor *t, int most_rows, int most_columns, int channels, int size) {
    /* In this order with every compiler. */
    const int rows = range(1, most_rows);
    const int columns = range(1, most_columns);
    set_tensor(t, rows, columns, channels, size);
}

void forget_readers(tensor *t) {
    const int elements = t->rows * t->columns * t->channels;
    int i;
    for (i = 0; i < elements; i++) {
        t->reader[i] = NOBODY;
    }
}

void release_tensor(tensor *t) {
    release(t->data);
    release(t->reader);
}

size_t element(const tensor *t, int row, int column, int channel) {
    if (row < 0 || row >= t->rows || column < 0 || column >= t->columns || channel < 0 ||
        channel >= t->channels) {
        stop("the test itself reads outside of a tensor");
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
