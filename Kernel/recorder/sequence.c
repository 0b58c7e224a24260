// The controller's part of one sequence: makes process 0, sends each call to the process that is to make it, observes
// every living process after it, and has both printed.
#define _GNU_SOURCE
#include "hmm-trace.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int files[FILES];
struct channel channels[MAX_PROCESSES];

static bool alive[MAX_PROCESSES];
static pid_t pids[MAX_PROCESSES];

static void start(void)
{
    for (int f = 0; f < FILES; f++) {
        files[f] = memfd_create("f", 0);
        if (files[f] < 0 || ftruncate(files[f], (off_t)(pages * PAGE_BYTES))) {
            perror("hmm-trace: memfd");
            exit(3);
        }
    }
    for (int p = 0; p < MAX_PROCESSES; p++) {
        alive[p] = false;
        if (pipe(channels[p].calls) || pipe(channels[p].results)) {
            perror("hmm-trace: pipe");
            exit(3);
        }
    }
    pids[0] = fork();
    if (pids[0] == 0) {
        work(0);
    }
    alive[0] = true;
}

static bool is_gone(int process)
{
    waitpid(pids[process], NULL, WNOHANG);
    return kill(pids[process], 0) != 0;
}

// A pipe does not say that its writer died, since every process holds both ends of it; so this looks from time to time.
static bool wait_for_answer(int process)
{
    struct pollfd answer = { .fd = channels[process].results[0], .events = POLLIN };
    while (poll(&answer, 1, 100) == 0) {
        if (is_gone(process)) {
            return poll(&answer, 1, 0) > 0;
        }
    }
    return true;
}

static bool send_call(int process, const struct call *call)
{
    return transmit(channels[process].calls[1], call, sizeof *call);
}

// False when the process that should answer died of the call.
static bool ask(int process, const struct call *call, int answerer, struct result *result)
{
    return send_call(process, call) && wait_for_answer(answerer) && receive(channels[answerer].results[0], result, sizeof *result);
}

static bool ask_section(int process, const struct section *section, struct section_result *result)
{
    struct call announcement = { .kind = SECTION };
    return send_call(process, &announcement) && transmit(channels[process].calls[1], section, sizeof *section)
        && wait_for_answer(process) && receive(channels[process].results[0], result, sizeof *result);
}

// Returns once the process has left the table of processes, which is after its mirrors were released.
static void ask_to_exit(int process, const struct call *call)
{
    send_call(process, call);
    while (!is_gone(process)) {
        usleep(200);
    }
    alive[process] = false;
}

static bool ask_to_fork(int process, const struct call *call, struct result *result)
{
    pids[call->to] = pids[process]; // the parent's death ends the wait for the child
    if (!ask(process, call, call->to, result)) {
        return false;
    }
    if (result->ret == 0) {
        pids[call->to] = result->child;
        alive[call->to] = true;
    }
    return true;
}

static bool make_call(int process, const struct call *call, struct result *result)
{
    if (call->kind == EXIT) {
        ask_to_exit(process, call);
        return true;
    }
    return call->kind == FORK ? ask_to_fork(process, call, result) : ask(process, call, process, result);
}

static bool observe(struct result observed[MAX_PROCESSES])
{
    struct call call = { .kind = OBSERVE };
    for (int p = 0; p < MAX_PROCESSES; p++) {
        if (alive[p] && !ask(p, &call, p, &observed[p])) {
            return false;
        }
    }
    return true;
}

// Whether the call can be made at all. Fork needs a free number, which it is given; the last process and process 0 stay,
// so that nobody's parent changes before the end.
static bool is_possible(int process, struct call *call, const struct profile *profile)
{
    if (call->kind == FORK) {
        for (int p = 0; p < profile->processes; p++) {
            if (!alive[p]) {
                call->to = p;
                return true;
            }
        }
        return false;
    }
    return call->kind != EXIT || process != 0;
}

static int choose_process(void)
{
    int living[MAX_PROCESSES], count = 0;
    for (int p = 0; p < MAX_PROCESSES; p++) {
        if (alive[p]) {
            living[count++] = p;
        }
    }
    return living[below(count)];
}

// A section in which the process dies has no result for any of its calls, so its record says no more than that.
static bool record_section(int i, int process, const struct section *section)
{
    static struct section_result result;
    static struct result observed[MAX_PROCESSES];
    if (!ask_section(process, section, &result) || !observe(observed)) {
        fprintf(out, "{\"i\":%d,\"died\":true}\n", i);
        return false;
    }
    fprintf(out, "{\"i\":%d,\"p\":%d,", i, process);
    print_section(section, &result);
    print_state(alive, observed);
    fprintf(out, "}\n");
    return true;
}

static bool record_call(int i, int process, const struct call *call)
{
    static struct result observed[MAX_PROCESSES];
    struct result result = { 0 };
    fprintf(out, "{\"i\":%d,\"p\":%d,", i, process);
    print_call(call);
    if (!make_call(process, call, &result) || !observe(observed)) {
        fprintf(out, ",\"died\":true}\n");
        return false;
    }
    print_result(call, &result);
    print_state(alive, observed);
    fprintf(out, "}\n");
    return true;
}

static void stop(void)
{
    struct call leave = { .kind = EXIT };
    for (int p = MAX_PROCESSES - 1; p >= 0; p--) {
        if (alive[p]) {
            send_call(p, &leave);
        }
    }
    while (waitpid(-1, NULL, 0) > 0) {
    }
    for (int p = 0; p < MAX_PROCESSES; p++) {
        close(channels[p].calls[0]);
        close(channels[p].calls[1]);
        close(channels[p].results[0]);
        close(channels[p].results[1]);
    }
    for (int f = 0; f < FILES; f++) {
        close(files[f]);
    }
}

// Which sequence of the script a seed names: seeds beyond the last begin again with the first, for scripts of threads that race.
static int scripted_number(uint64_t seed)
{
    return (int)((seed - 1) % (uint64_t)scripted_count);
}

// The records of a sequence as they stand in the script.
static void run_script(int number)
{
    int first = 0;
    for (int i = 0; i < number; i++) {
        first += scripted_lengths[i];
    }
    bool lives = true;
    for (int i = 0; i < scripted_lengths[number] && lives; i++) {
        const struct scripted *scripted = &scripted_records[first + i];
        lives = scripted->section.threads ? record_section(i, scripted->process, &scripted->section)
                                          : record_call(i, scripted->process, &scripted->call);
    }
}

void run_sequence(uint64_t seed, int length, const struct profile *profile, const char *release)
{
    uint64_t next_value = 1;
    bool lives = true;

    if (profile->is_scripted) {
        if (seed < 1 || scripted_count < 1) {
            return;
        }
        length = scripted_lengths[scripted_number(seed)];
    }
    seed_random(seed);
    start();
    fprintf(out, "{\"seed\":%" PRIu64 ",\"profile\":\"%s\",\"pages\":%d,\"devices\":%d,\"length\":%d,\"kernel\":\"%s\"}\n",
            seed, profile->name, pages, devices, length, release);
    if (profile->is_scripted) {
        run_script(scripted_number(seed));
    }
    for (int i = 0; i < length && lives && !profile->is_scripted;) {
        int process = choose_process();
        bool is_section = profile->races && i > 2 && below(3) == 0;
        if (is_section) {
            struct section section = choose_section(profile, &next_value);
            lives = record_section(i++, process, &section);
            continue;
        }
        struct call call = choose_call(profile, i == 0, &next_value);
        if (is_possible(process, &call, profile)) {
            lives = record_call(i++, process, &call);
        }
    }
    fprintf(out, "{\"end\":%" PRIu64 "}\n", seed);
    fflush(out);
    stop();
}
