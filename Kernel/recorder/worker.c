// A worker is one recorded process. It makes the calls that the controller sends, and answers what they returned.
#define _GNU_SOURCE
#include "hmm-trace.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static atomic_ulong ticks;
static atomic_int ready;
static struct section section;
static struct section_result section_result;

bool receive(int fd, void *into, size_t bytes)
{
    for (size_t done = 0; done < bytes;) {
        ssize_t n = read(fd, (char *)into + done, bytes - done);
        if (n <= 0) {
            return false;
        }
        done += n;
    }
    return true;
}

bool transmit(int fd, const void *from, size_t bytes)
{
    for (size_t done = 0; done < bytes;) {
        ssize_t n = write(fd, (const char *)from + done, bytes - done);
        if (n <= 0) {
            return false;
        }
        done += n;
    }
    return true;
}

static void *run_thread(void *argument)
{
    int t = (int)(intptr_t)argument;
    atomic_fetch_add(&ready, 1);
    while (atomic_load(&ready) < section.threads) {
        // Spins: a barrier that sleeps wakes the threads one after the other.
    }
    for (int k = 0; k < section.length[t]; k++) {
        section_result.begin[t][k] = atomic_fetch_add(&ticks, 1);
        execute(&section.calls[t][k], &section_result.results[t][k]);
        section_result.end[t][k] = atomic_fetch_add(&ticks, 1);
    }
    return NULL;
}

static void run_section(int process)
{
    pthread_t threads[MAX_THREADS];
    if (!receive(channels[process].calls[0], &section, sizeof section)) {
        _exit(1);
    }
    memset(&section_result, 0, sizeof section_result);
    atomic_store(&ticks, 0);
    atomic_store(&ready, 0);
    for (intptr_t t = 1; t < section.threads; t++) {
        pthread_create(&threads[t], NULL, run_thread, (void *)t);
    }
    run_thread((void *)0);
    for (int t = 1; t < section.threads; t++) {
        pthread_join(threads[t], NULL);
    }
    if (!transmit(channels[process].results[1], &section_result, sizeof section_result)) {
        _exit(2);
    }
}

// The child answers, on its own channel; if there is none, the parent answers there in its place.
static void run_fork(const struct call *call, int *process)
{
    struct result result = { 0 };
    pid_t child = fork();
    if (child > 0) {
        return;
    }
    if (child < 0) {
        result.ret = -errno;
    } else {
        reopen_devices();
        *process = call->to;
        result.child = getpid();
    }
    if (!transmit(channels[call->to].results[1], &result, sizeof result)) {
        _exit(2);
    }
}

void work(int process)
{
    survive_faults();
    signal(SIGCHLD, SIG_IGN);
    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
    open_devices();

    for (struct call call; receive(channels[process].calls[0], &call, sizeof call);) {
        if (call.kind == EXIT) {
            _exit(0);
        } else if (call.kind == FORK) {
            run_fork(&call, &process);
        } else if (call.kind == SECTION) {
            run_section(process);
        } else {
            struct result result = { 0 };
            execute(&call, &result);
            if (!transmit(channels[process].results[1], &result, sizeof result)) {
                _exit(2);
            }
        }
    }
    _exit(1);
}
