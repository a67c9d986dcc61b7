/*
 * What the samples need of their surroundings: recorded data in place of a sensor, and a console. A product
 * has drivers here.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdint.h>

/* How many recordings there are: images, or sounds. */
uint32_t sample_count(void);

/* Copies one row of a recording, as the driver of a sensor would. */
void sample_read_row(uint32_t recording, uint32_t row, void *destination, uint32_t bytes);

/* Prints whether a network's answer is the recorded one, byte by byte; 1 when it is. */
int sample_report(const char *name, uint32_t recording, const void *answer, uint32_t bytes,
                  uint32_t arena_bytes);

#endif
