// Makes one call in the process that runs this, and takes down what it returned.
#define _GNU_SOURCE
#include "hmm-trace.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

// The commands of lib/test_hmm.c, as its user-space interface declares them.
struct driver_command {
    uint64_t addr, ptr, npages, cpages, faults;
};
enum { COMMAND_READ, COMMAND_WRITE, COMMAND_TO_DEVICE, COMMAND_TO_SYSTEM, COMMAND_SNAPSHOT, COMMAND_EXCLUSIVE, COMMAND_CHECK };

static int device_fds[MAX_DEVICES];
static __thread char buffer[MAX_PAGES * PAGE_BYTES] __attribute__((aligned(4096))); // what a command reads or writes
static __thread sigjmp_buf before_access;

static int open_device(int device)
{
    char path[32];
    snprintf(path, sizeof path, "/dev/hmm_dmirror%d", device);
    return open(path, O_RDWR);
}

void open_devices(void)
{
    for (int d = 0; d < devices; d++) {
        device_fds[d] = open_device(d);
    }
}

void reopen_devices(void)
{
    for (int d = 0; d < devices; d++) {
        close(device_fds[d]);
    }
    open_devices();
}

static void on_fault(int signal_number)
{
    siglongjmp(before_access, signal_number);
}

void survive_faults(void)
{
    struct sigaction action = { .sa_handler = on_fault, .sa_flags = SA_NODEFER };
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}

static void *address(int page)
{
    return (void *)(ARENA + page * PAGE_BYTES);
}

// A page's value stands at its start and at its end, so that a copy that overlapped a write shows.
static void store(void *page, uint64_t value)
{
    *(volatile uint64_t *)page = value;
    *(volatile uint64_t *)((char *)page + PAGE_BYTES - sizeof value) = value;
}

static uint64_t load(const void *page, bool *torn)
{
    uint64_t first = *(const volatile uint64_t *)page;
    uint64_t last = *(const volatile uint64_t *)((const char *)page + PAGE_BYTES - sizeof last);
    *torn |= first != last;
    return first;
}

static void command(const struct call *call, int number, struct result *result)
{
    struct driver_command c = {
        .addr = (uint64_t)address(call->page), .ptr = (uint64_t)buffer, .npages = call->count, .cpages = 0xdead, .faults = 0xdead };
    result->ret = ioctl(device_fds[call->device], _IOWR('H', number, struct driver_command), &c) ? -errno : 0;
    result->cpages = c.cpages;
    result->faults = c.faults;
}

static void command_that_reads(const struct call *call, int number, struct result *result)
{
    memset(buffer, 0, call->count * PAGE_BYTES);
    command(call, number, result);
    for (int i = 0; i < call->count; i++) {
        result->values[i] = load(buffer + i * PAGE_BYTES, &result->torn);
    }
}

static void device_write(const struct call *call, struct result *result)
{
    memset(buffer, 0, call->count * PAGE_BYTES);
    for (int i = 0; i < call->count; i++) {
        store(buffer + i * PAGE_BYTES, call->value + i);
    }
    command(call, COMMAND_WRITE, result);
}

static void snapshot(const struct call *call, struct result *result)
{
    memset(buffer, 0xEE, MAX_PAGES);
    command(call, COMMAND_SNAPSHOT, result);
    memcpy(result->perm, buffer, call->count);
}

static void observe(struct result *result)
{
    struct call whole = { .page = 0, .count = pages, .device = 0 };
    snapshot(&whole, result);
    int fd = open("/proc/self/pagemap", O_RDONLY);
    for (int i = 0; i < pages; i++) {
        uint64_t entry = 0;
        off_t at = (off_t)(ARENA / PAGE_BYTES + i) * sizeof entry;
        result->pagemap[i] = pread(fd, &entry, sizeof entry, at) == sizeof entry ? entry : ~0ULL;
    }
    close(fd);
}

static int map(const struct call *call)
{
    bool is_file = call->mapping == FILE_PRIVATE || call->mapping == FILE_SHARED;
    bool is_private = call->mapping == ANON_PRIVATE || call->mapping == FILE_PRIVATE;
    int flags = MAP_FIXED_NOREPLACE | (is_private ? MAP_PRIVATE : MAP_SHARED) | (is_file ? 0 : MAP_ANONYMOUS);
    void *at = mmap(address(call->page), call->count * PAGE_BYTES, call->prot, flags,
                    is_file ? files[call->file] : -1, is_file ? (off_t)(call->offset * PAGE_BYTES) : 0);
    return at == MAP_FAILED ? -errno : 0;
}

static void access_by_cpu(const struct call *call, struct result *result)
{
    int signal_number = sigsetjmp(before_access, 1);
    if (signal_number) {
        result->ret = -signal_number;
    } else if (call->kind == CPU_READ) {
        result->values[0] = load(address(call->page), &result->torn);
    } else {
        store(address(call->page), call->value);
    }
}

void execute(const struct call *call, struct result *result)
{
    void *at = address(call->page);
    size_t bytes = call->count * PAGE_BYTES;

    switch (call->kind) {
    case MAP: result->ret = map(call); break;
    case UNMAP: result->ret = munmap(at, bytes) ? -errno : 0; break;
    case PROTECT: result->ret = mprotect(at, bytes, call->prot) ? -errno : 0; break;
    case DONTNEED: result->ret = madvise(at, bytes, MADV_DONTNEED) ? -errno : 0; break;
    case MREMAP:
        at = mremap(at, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, address(call->to));
        result->ret = at == MAP_FAILED ? -errno : 0;
        break;
    case TRUNCATE: result->ret = ftruncate(files[call->file], call->count * PAGE_BYTES) ? -errno : 0; break;
    case CPU_READ: case CPU_WRITE: access_by_cpu(call, result); break;
    case DEV_READ: command_that_reads(call, COMMAND_READ, result); break;
    case DEV_WRITE: device_write(call, result); break;
    case DEV_MIGRATE: command_that_reads(call, COMMAND_TO_DEVICE, result); break;
    case DEV_BACK: command(call, COMMAND_TO_SYSTEM, result); break;
    case SNAPSHOT: snapshot(call, result); break;
    case EXCLUSIVE: command_that_reads(call, COMMAND_EXCLUSIVE, result); break;
    case CHECK_EXCLUSIVE: command(call, COMMAND_CHECK, result); break;
    case REOPEN:
        close(device_fds[call->device]);
        device_fds[call->device] = open_device(call->device);
        result->ret = device_fds[call->device] < 0 ? -errno : 0;
        break;
    case OBSERVE: observe(result); break;
    case FORK: case EXIT: case SECTION: break; // work() does these
    }
}
