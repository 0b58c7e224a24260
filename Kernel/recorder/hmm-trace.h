// What the parts of hmm-trace share: calls and their results, as they travel between the controller, which chooses and
// prints them, and the workers, the processes that make them.
#ifndef HMM_TRACE_H
#define HMM_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#define PAGE_BYTES 4096UL
#define ARENA 0x200000000000UL // address of page 0, in every process

enum {
    MAX_PROCESSES = 4,
    MAX_DEVICES = 4,
    MAX_PAGES = 16,
    FILES = 2,
    MAX_THREADS = 3,
    MAX_THREAD_CALLS = 4,
};

// The order of the first eighteen is the order of a profile's weights: changing it changes what every seed means.
enum kind {
    MAP, UNMAP, PROTECT, DONTNEED, CPU_READ, CPU_WRITE, FORK, EXIT, DEV_READ, DEV_WRITE, DEV_MIGRATE, DEV_BACK,
    SNAPSHOT, EXCLUSIVE, CHECK_EXCLUSIVE, MREMAP, TRUNCATE, REOPEN,
    CHOSEN, // how many kinds are chosen at random; the rest is between controller and worker
    OBSERVE = CHOSEN, SECTION,
};

enum mapping { ANON_PRIVATE, ANON_SHARED, FILE_PRIVATE, FILE_SHARED, MAPPINGS };

struct call {
    enum kind kind;
    int page, count;
    int prot;
    enum mapping mapping;
    int file, offset;
    int to; // page that mremap moves to, process that fork makes
    int device;
    uint64_t value;
};

struct result {
    int ret; // 0, -errno, or -signal of an access by the CPU
    bool torn; // a page's first and last eight bytes differed
    uint64_t cpages, faults;
    uint64_t values[MAX_PAGES];
    unsigned char perm[MAX_PAGES];
    uint64_t pagemap[MAX_PAGES]; // of OBSERVE
    pid_t child; // of FORK
};

// Calls that two or three threads of one process make at once.
struct section {
    int threads;
    int length[MAX_THREADS];
    struct call calls[MAX_THREADS][MAX_THREAD_CALLS];
};

// Begin and end are ticks of one counter: a call that ended before another began came first.
struct section_result {
    struct result results[MAX_THREADS][MAX_THREAD_CALLS];
    uint64_t begin[MAX_THREADS][MAX_THREAD_CALLS], end[MAX_THREADS][MAX_THREAD_CALLS];
};

// What an operation mix is made of. A weight of 0 leaves a kind out.
struct profile {
    const char *name;
    int weights[CHOSEN];
    int mappings[MAPPINGS];
    int processes;
    bool races;
    bool is_scripted;
};

// A worker's two ends of the pipes to the controller, by process number.
struct channel {
    int calls[2], results[2];
};

extern int pages, devices;
extern int files[FILES];
extern struct channel channels[MAX_PROCESSES];

// script.c, or what hmm trace wrote in its place: sequences of records that are not chosen at random, each a call or, if
// it has threads, a section.
struct scripted {
    int process;
    struct call call;
    struct section section;
};
extern const int scripted_count;
extern const int scripted_lengths[];
extern const struct scripted scripted_records[];

// choose.c
const struct profile *find_profile(const char *name);
void seed_random(uint64_t seed);
int below(int limit);
struct call choose_call(const struct profile *profile, bool first, uint64_t *next_value);
struct section choose_section(const struct profile *profile, uint64_t *next_value);

// calls.c
void survive_faults(void);
void open_devices(void);
void reopen_devices(void);
void execute(const struct call *call, struct result *result);

// worker.c
void work(int process);
bool receive(int fd, void *into, size_t bytes);
bool transmit(int fd, const void *from, size_t bytes);

// sequence.c
void run_sequence(uint64_t seed, int length, const struct profile *profile, const char *release);

// print.c
extern FILE *out;
void prepare_printing(const char *release);
void print_call(const struct call *call);
void print_result(const struct call *call, const struct result *result);
void print_section(const struct section *section, const struct section_result *result);
void print_state(const bool alive[MAX_PROCESSES], const struct result observed[MAX_PROCESSES]);

#endif
