/*
 * Two models in one firmware, the first of them twice: three instances that take turns step by step.
 * Nothing may be shared between them but code and constants. A line for each round:
 *   PEX-TWO models=A,A,B board=B round=N status=ok|FAIL turns=N
 */
#include "firmware.h"

extern const fw_model fw_first;
extern const fw_model fw_second;

#define PLAYERS 3u

typedef struct player {
    const fw_model *model;
    const fw_instance *instance;
    const fw_vector *vector;
    uint32_t pattern;
    uint32_t steps;
    int done;
} player;

/* The second instance of the first model gets another input than the first one. */
static void seat(player *players, uint32_t round) {
    const fw_model *models[PLAYERS] = {&fw_first, &fw_first, &fw_second};
    const uint32_t instances[PLAYERS] = {0, 1, 0};
    for (uint32_t i = 0; i < PLAYERS; i++) {
        players[i].model = models[i];
        players[i].instance = &models[i]->instances[instances[i]];
        players[i].vector = &models[i]->vectors[(round + instances[i]) % models[i]->vector_count];
        players[i].pattern = round * PLAYERS + i;
        players[i].steps = 0;
        players[i].done = 0;
    }
}

static int start(const player *p) {
    fw_paint(p->model, p->instance, p->pattern);
    return fw_vector_fits(p->model, p->vector) && fw_init(p->model, p->instance) &&
           fw_fill_input(p->model, p->instance, p->vector);
}

static int take_turn(player *p) {
    int status = p->model->step(p->instance->state);
    p->steps++;
    p->done = status == PEX_OK;
    if (status != PEX_OK && status != PEX_MORE) {
        return fw_fail(p->model, "step", (uint32_t)status, PEX_MORE);
    }
    if (p->steps > p->model->steps) {
        return fw_fail(p->model, "more-steps-than-declared", p->steps, p->model->steps);
    }
    return 1;
}

static int play(uint32_t round, uint32_t *turns) {
    player players[PLAYERS];
    int right = 1;
    seat(players, round);
    for (uint32_t i = 0; i < PLAYERS; i++) {
        right = right && start(&players[i]);
    }
    uint32_t running = PLAYERS;
    while (right && running > 0u) {
        for (uint32_t i = 0; right && i < PLAYERS; i++) {
            if (!players[i].done) {
                right = take_turn(&players[i]);
                running -= players[i].done ? 1u : 0u;
                *turns += 1u;
            }
        }
    }
    /* Only now: the first to finish must keep its output while the others go on. */
    for (uint32_t i = 0; i < PLAYERS; i++) {
        const player *p = &players[i];
        right = right && fw_output_right(p->model, p->instance, p->vector) &&
                fw_guards_untouched(p->model, p->instance, p->pattern);
    }
    return right;
}

int main(void) {
    int right = fw_first.vector_count > 0u && fw_second.vector_count > 0u;
    for (uint32_t round = 0; right && round < fw_first.vector_count; round++) {
        uint32_t turns = 0;
        int this_round = play(round, &turns);
        fw_text("PEX-TWO models=");
        fw_text(fw_first.name);
        fw_text(",");
        fw_text(fw_first.name);
        fw_text(",");
        fw_text(fw_second.name);
        fw_text(" board=" FW_BOARD " round=");
        fw_number(round);
        fw_text(this_round ? " status=ok turns=" : " status=FAIL turns=");
        fw_number(turns);
        fw_line_end();
        right &= this_round;
    }
    return right ? FW_EXIT_OK : FW_EXIT_FAILED;
}
