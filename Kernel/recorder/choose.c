// The random part: which call comes next. Everything is drawn from one generator in a fixed order, so that a seed, a
// profile, a number of pages and a number of devices name one sequence for ever. Do not reorder the draws.
#include "hmm-trace.h"

#include <string.h>
#include <sys/mman.h>

static const struct profile profiles[] = {
    // Weights:     map un pro dn  cr  cw fk ex  dr  dw  dm db sn  ex ce mr tr re   Mappings: private, shared; file
    { "anon",      { 6, 3, 4, 3, 10, 12, 0, 0, 10, 12, 12, 6, 2,  0, 0, 0, 0, 0 }, { 1, 0, 0, 0 }, 1, false, false },
    { "fork",      { 6, 3, 3, 2, 10, 12, 4, 2,  8, 10, 12, 5, 2,  0, 0, 0, 0, 0 }, { 1, 0, 0, 0 }, 3, false, false },
    { "exclusive", { 6, 3, 3, 3, 10, 12, 2, 1,  8, 10,  6, 3, 2, 14, 6, 0, 0, 0 }, { 4, 0, 1, 1 }, 2, false, false },
    { "files",     { 8, 3, 3, 3, 10, 12, 2, 1, 10, 12, 12, 5, 2,  0, 0, 0, 3, 0 }, { 1, 1, 2, 2 }, 2, false, false },
    { "all",       { 8, 3, 4, 3, 10, 12, 3, 2,  9, 11, 11, 5, 2,  5, 3, 3, 2, 1 }, { 3, 1, 1, 1 }, 3, false, false },
    { "race",      { 6, 4, 4, 4, 10, 12, 0, 0, 10, 12, 12, 8, 2,  6, 0, 2, 1, 0 }, { 4, 0, 1, 1 }, 1, true, false },
    { "hammer",    { 0, 0, 0, 0,  8, 10, 0, 0,  8, 16, 12, 8, 0,  3, 0, 0, 0, 0 }, { 1, 0, 0, 0 }, 1, true, false },
    { "script",    { 0, 0, 0, 0,  0,  0, 0, 0,  0,  0,  0, 0, 0,  0, 0, 0, 0, 0 }, { 0, 0, 0, 0 }, 4, false, true },
};

static uint64_t state;

const struct profile *find_profile(const char *name)
{
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++) {
        if (!strcmp(name, profiles[i].name)) {
            return &profiles[i];
        }
    }
    return NULL;
}

void seed_random(uint64_t seed)
{
    state = seed * 0x2545F4914F6CDD1DULL + 0x1234567;
}

// SplitMix64.
static uint64_t draw(void)
{
    uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

// A number from 0 to limit - 1. Draws nothing where there is no choice to make at all.
int below(int limit)
{
    return limit <= 0 ? 0 : (int)(draw() % (uint64_t)limit);
}

static int weighted(const int *weights, int count)
{
    int sum = 0;
    for (int i = 0; i < count; i++) {
        sum += weights[i];
    }
    int rest = below(sum);
    for (int i = 0; i < count; i++) {
        if (rest < weights[i]) {
            return i;
        }
        rest -= weights[i];
    }
    return 0;
}

// The first call of a sequence maps the whole arena; its draws are made like any other's.
struct call choose_call(const struct profile *profile, bool first, uint64_t *next_value)
{
    static const int protections[] = { PROT_READ | PROT_WRITE, PROT_READ | PROT_WRITE, PROT_READ | PROT_WRITE, PROT_READ, PROT_NONE };
    struct call call = { 0 };

    call.kind = first ? MAP : (enum kind)weighted(profile->weights, CHOSEN);
    call.page = below(pages);
    int room = pages - call.page;
    call.count = 1 + below(room > 4 ? 4 : room);
    call.device = below(devices);
    call.file = below(FILES);
    call.prot = protections[below(call.kind == MAP ? 4 : 5)];

    if (call.kind == MAP) {
        call.mapping = (enum mapping)weighted(profile->mappings, MAPPINGS);
        call.offset = below(pages - call.count + 1);
    } else if (call.kind == MREMAP) {
        call.to = below(pages - call.count + 1);
    } else if (call.kind == TRUNCATE) {
        call.count = below(pages + 1);
    } else if (call.kind == CPU_WRITE) {
        call.value = (*next_value)++;
    } else if (call.kind == DEV_WRITE) {
        call.value = *next_value;
        *next_value += call.count;
    }

    if (first) {
        call.page = 0;
        call.count = pages;
        call.offset = 0;
        call.prot = PROT_READ | PROT_WRITE;
    }
    return call;
}

// Most calls of a section meet on two neighbouring pages, or they would rarely race.
struct section choose_section(const struct profile *profile, uint64_t *next_value)
{
    struct section section = { 0 };

    section.threads = below(4) == 0 ? 3 : 2;
    int hot = below(pages - 1);
    for (int t = 0; t < section.threads; t++) {
        section.length[t] = 1 + below(section.threads == 2 ? 3 : 2);
        for (int k = 0; k < section.length[t]; k++) {
            struct call *call = &section.calls[t][k];
            *call = choose_call(profile, false, next_value);
            if (below(4) != 0) {
                call->page = hot + below(2);
                if (call->page + call->count > pages || below(2)) {
                    call->count = 1;
                }
            }
        }
    }
    return section;
}
