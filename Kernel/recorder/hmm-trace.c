// hmm-trace drives a real kernel's lib/test_hmm driver with random calls, and prints every call, its result and the
// page states after it, one JSON object a line. It is the init of the guest that record.sh boots, and then reads its
// arguments from the kernel's command line (hmm.profile=anon hmm.seed=1 ...) and writes to the host through a virtio
// port; on a machine with the driver loaded it runs as root and writes to standard output:
//
//   hmm-trace PROFILE SEED COUNT [LENGTH] [PAGES]
#define _GNU_SOURCE
#include "hmm-trace.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

int pages, devices;

// Texts, as they come from either place.
struct arguments {
    char profile[32], seed[32], count[32], length[32], pages[32];
};

static void read_command_line(struct arguments *arguments)
{
    char line[4096] = { 0 };
    int fd = open("/proc/cmdline", O_RDONLY);
    ssize_t size = read(fd, line, sizeof line - 1);
    close(fd);
    const struct { const char *format; char *value; } known[] = {
        { "hmm.profile=%31s", arguments->profile }, { "hmm.seed=%31s", arguments->seed }, { "hmm.count=%31s", arguments->count },
        { "hmm.length=%31s", arguments->length }, { "hmm.pages=%31s", arguments->pages },
    };
    for (char *word = size > 0 ? strtok(line, " \n") : NULL; word; word = strtok(NULL, " \n")) {
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            sscanf(word, known[i].format, known[i].value);
        }
    }
}

static void read_arguments(struct arguments *arguments, int argc, char **argv)
{
    char *values[] = { arguments->profile, arguments->seed, arguments->count, arguments->length, arguments->pages };
    for (int i = 1; i < argc && i <= 5; i++) {
        snprintf(values[i - 1], sizeof arguments->profile, "%s", argv[i]);
    }
}

static void become_init(void)
{
    static const char *const systems[][2] = { { "proc", "/proc" }, { "sysfs", "/sys" }, { "devtmpfs", "/dev" }, { "tmpfs", "/tmp" } };
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        mkdir(systems[i][1], 0755);
        mount(systems[i][0], systems[i][1], systems[i][0], 0, NULL);
    }
    static const char *const ports[] = { "/dev/vport0p1", "/dev/vport1p1" };
    for (size_t i = 0; i < sizeof ports / sizeof *ports && out == stdout; i++) {
        FILE *port = fopen(ports[i], "w");
        if (port) {
            setvbuf(port, NULL, _IOFBF, 1 << 16);
            out = port;
        }
    }
}

static int count_devices(void)
{
    int count = 0;
    for (char path[32]; count < MAX_DEVICES; count++) {
        snprintf(path, sizeof path, "/dev/hmm_dmirror%d", count);
        if (access(path, F_OK)) {
            break;
        }
    }
    return count;
}

// What the kernel's own lock validator saw, where it is built in. record.sh keeps it in a file of its own.
static void print_lock_validator(void)
{
    static const char *const names[] = { "/proc/lockdep", "/proc/lockdep_chains", "/proc/lockdep_stats" };
    if (access(names[0], R_OK)) {
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        fprintf(out, "### %s\n", names[i]);
        FILE *file = fopen(names[i], "r");
        for (int c; file && (c = getc(file)) != EOF;) {
            putc(c, out);
        }
        if (file) {
            fclose(file);
        }
    }
}

static bool record(const struct arguments *arguments)
{
    const struct profile *profile = find_profile(arguments->profile);
    uint64_t seed = strtoull(arguments->seed, NULL, 0);
    int count = atoi(arguments->count), length = atoi(arguments->length);
    struct utsname name;

    uname(&name);
    pages = atoi(arguments->pages);
    devices = count_devices();
    printf("hmm-trace: %d devices, profile %s, seed %" PRIu64 ", count %d, length %d, pages %d\n",
           devices, arguments->profile, seed, count, length, pages);
    if (!profile || count < 1 || length < 1 || pages < 2 || pages > MAX_PAGES) {
        printf("hmm-trace: the profile is anon, fork, exclusive, files, all, race, hammer or script; count and length are at least 1; "
               "pages are 2 to %d\n", MAX_PAGES);
        return false;
    }
    if (devices == 0) {
        printf("hmm-trace: there is no /dev/hmm_dmirror0: the kernel needs CONFIG_TEST_HMM, and its module loaded\n");
        return false;
    }
    fflush(stdout); // or every process forked from here on would have the same text to flush
    prepare_printing(name.release);
    for (int i = 0; i < count; i++) {
        run_sequence(seed + i, length, profile, name.release);
    }
    return true;
}

int main(int argc, char **argv)
{
    struct arguments arguments = { "all", "1", "3", "40", "8" };
    bool is_init = getpid() == 1;

    out = stdout;
    if (is_init) {
        become_init();
        read_command_line(&arguments);
    } else {
        read_arguments(&arguments, argc, argv);
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); // a worker's child is ours when the worker has gone
    signal(SIGPIPE, SIG_IGN);

    bool recorded = record(&arguments);
    if (is_init) {
        print_lock_validator();
    }
    fflush(out);
    if (out != stdout) {
        fsync(fileno(out));
        fclose(out);
    }
    printf("hmm-trace: %s\n", recorded ? "done" : "nothing recorded");
    fflush(stdout);
    if (is_init) {
        sync();
        sleep(1);
        reboot(RB_POWER_OFF);
    }
    return recorded ? 0 : 2;
}
