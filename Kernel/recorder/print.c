// Prints calls, results and states in the record format that README.md describes.
#define _GNU_SOURCE
#include "hmm-trace.h"

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

FILE *out;

static const char *const kind_names[] = {
    "map", "unmap", "protect", "dontneed", "cpu_read", "cpu_write", "fork", "exit", "dev_read", "dev_write", "dev_migrate", "dev_back",
    "snapshot", "exclusive", "check_exclusive", "mremap", "truncate", "reopen",
};
static const char *const mapping_names[] = { "anon_private", "anon_shared", "file_private", "file_shared" };

static int kpagecount, kpageflags;
static int private_type; // swap type of a writable device-private entry; then come read-only, exclusive writable, exclusive read-only
static uint64_t private_split; // first frame of device 0's memory: device 1's lies below it

// The kernel numbers the types of special swap entries from the top of five bits down; before 6.6 one more lay above these.
void prepare_printing(const char *release)
{
    int minor = 0;
    private_type = sscanf(release, "6.%d.", &minor) == 1 && minor < 6 ? 26 : 27;
    kpagecount = open("/proc/kpagecount", O_RDONLY);
    kpageflags = open("/proc/kpageflags", O_RDONLY);

    FILE *iomem = fopen("/proc/iomem", "r");
    for (char line[256]; iomem && fgets(line, sizeof line, iomem);) {
        uint64_t start;
        if (strstr(line, "hmm_dmirror") && sscanf(line, " %" SCNx64 "-", &start) == 1 && start / PAGE_BYTES > private_split) {
            private_split = start / PAGE_BYTES;
        }
    }
    if (iomem) {
        fclose(iomem);
    }
}

void print_call(const struct call *call)
{
    fprintf(out, "\"op\":\"%s\"", kind_names[call->kind]);
    switch (call->kind) {
    case MAP:
        fprintf(out, ",\"page\":%d,\"n\":%d,\"prot\":%d,\"kind\":\"%s\"", call->page, call->count, call->prot, mapping_names[call->mapping]);
        if (call->mapping == FILE_PRIVATE || call->mapping == FILE_SHARED) {
            fprintf(out, ",\"file\":%d,\"offset\":%d", call->file, call->offset);
        }
        break;
    case UNMAP: case DONTNEED:
        fprintf(out, ",\"page\":%d,\"n\":%d", call->page, call->count);
        break;
    case PROTECT:
        fprintf(out, ",\"page\":%d,\"n\":%d,\"prot\":%d", call->page, call->count, call->prot);
        break;
    case MREMAP:
        fprintf(out, ",\"page\":%d,\"n\":%d,\"to\":%d", call->page, call->count, call->to);
        break;
    case TRUNCATE:
        fprintf(out, ",\"file\":%d,\"n\":%d", call->file, call->count);
        break;
    case CPU_READ:
        fprintf(out, ",\"page\":%d", call->page);
        break;
    case CPU_WRITE:
        fprintf(out, ",\"page\":%d,\"val\":%" PRIu64, call->page, call->value);
        break;
    case FORK:
        fprintf(out, ",\"to\":%d", call->to);
        break;
    case DEV_WRITE:
        fprintf(out, ",\"d\":%d,\"page\":%d,\"n\":%d,\"val\":%" PRIu64, call->device, call->page, call->count, call->value);
        break;
    case DEV_READ: case DEV_MIGRATE: case DEV_BACK: case SNAPSHOT: case EXCLUSIVE: case CHECK_EXCLUSIVE:
        fprintf(out, ",\"d\":%d,\"page\":%d,\"n\":%d", call->device, call->page, call->count);
        break;
    case REOPEN:
        fprintf(out, ",\"d\":%d", call->device);
        break;
    case EXIT: case OBSERVE: case SECTION:
        break;
    }
}

static void print_values(const uint64_t *values, int count)
{
    for (int i = 0; i < count; i++) {
        fprintf(out, "%s%" PRIu64, i ? "," : ",\"vals\":[", values[i]);
    }
    fputc(']', out);
}

static void print_permissions(const unsigned char *permissions, int count)
{
    for (int i = 0; i < count; i++) {
        fprintf(out, "%s%d", i ? "," : ",\"perm\":[", permissions[i]);
    }
    fputc(']', out);
}

// The driver copies nothing back when it fails, so only a success has more than its code.
void print_result(const struct call *call, const struct result *result)
{
    fprintf(out, ",\"ret\":%d%s", result->ret, result->torn ? ",\"torn\":1" : "");
    if (result->ret != 0) {
        return;
    }
    switch (call->kind) {
    case CPU_READ:
        print_values(result->values, 1);
        break;
    case DEV_READ: case DEV_MIGRATE: case EXCLUSIVE:
        fprintf(out, ",\"cpages\":%" PRIu64 ",\"faults\":%" PRIu64, result->cpages, result->faults);
        print_values(result->values, call->count);
        break;
    case DEV_WRITE: case DEV_BACK:
        fprintf(out, ",\"cpages\":%" PRIu64 ",\"faults\":%" PRIu64, result->cpages, result->faults);
        break;
    case SNAPSHOT:
        fprintf(out, ",\"cpages\":%" PRIu64, result->cpages);
        print_permissions(result->perm, call->count);
        break;
    default:
        break;
    }
}

void print_section(const struct section *section, const struct section_result *result)
{
    fprintf(out, "\"op\":\"parallel\",\"threads\":[");
    for (int t = 0; t < section->threads; t++) {
        fprintf(out, "%s[", t ? "," : "");
        for (int k = 0; k < section->length[t]; k++) {
            fprintf(out, "%s{\"begin\":%" PRIu64 ",\"end\":%" PRIu64 ",", k ? "," : "", result->begin[t][k], result->end[t][k]);
            print_call(&section->calls[t][k]);
            print_result(&section->calls[t][k], &result->results[t][k]);
            fputc('}', out);
        }
        fputc(']', out);
    }
    fputc(']', out);
}

// Frames are numbered in order of sight within one record: from one record to the next the allocator may reuse them.
static int frame_id(uint64_t frame, uint64_t *seen, int *count)
{
    int i = 0;
    while (i < *count && seen[i] != frame) {
        i++;
    }
    if (i == *count) {
        seen[(*count)++] = frame;
    }
    return i;
}

static uint64_t read_word(int fd, uint64_t frame)
{
    uint64_t word = 0;
    return pread(fd, &word, sizeof word, (off_t)(frame * sizeof word)) == sizeof word ? word : 0;
}

// A word of /proc/PID/pagemap: bit 63 present, 62 swap entry, 61 of a file, 56 mapped by this page table alone; below, the
// frame, or the swap type in five bits and the offset above it.
static void print_entry(uint64_t entry, uint64_t *seen, int *count)
{
    const char *sole = entry >> 56 & 1 ? ":sole" : "";
    uint64_t frame = entry & ((1ULL << 55) - 1);

    if (entry >> 63) {
        uint64_t flags = read_word(kpageflags, frame);
        if (flags >> 24 & 1) { // KPF_ZERO_PAGE
            fprintf(out, "\"zero\"");
        } else if (flags >> 20 & 1) { // KPF_NOPAGE: device memory; record.sh puts device 2's at 0x40000000, device 3's at 0x50000000
            fprintf(out, "\"coherent%d:%d%s\"", frame >= 0x50000 ? 2 : 3, frame_id(frame, seen, count), sole);
        } else {
            fprintf(out, "\"ram:%d:%d:%s%s\"", frame_id(frame, seen, count), (int)read_word(kpagecount, frame),
                    entry >> 61 & 1 ? "file" : "anon", sole);
        }
    } else if (entry >> 62 & 1) {
        int type = (int)(frame & 31);
        uint64_t offset = frame >> 5;
        int id = frame_id(offset, seen, count);
        const char *access = (type - private_type) % 2 == 0 ? "rw" : "ro";
        if (type == private_type || type == private_type + 1) {
            fprintf(out, "\"private%d:%d:%s%s\"", offset < private_split, id, access, sole);
        } else if (type == private_type + 2 || type == private_type + 3) {
            fprintf(out, "\"exclusive:%d:%s%s\"", id, access, sole);
        } else {
            fprintf(out, "\"swap%d:%d\"", type, id);
        }
    } else {
        fprintf(out, "\"-\"");
    }
}

void print_state(const bool alive[MAX_PROCESSES], const struct result observed[MAX_PROCESSES])
{
    uint64_t seen[MAX_PROCESSES * MAX_PAGES];
    int count = 0;
    const char *separator = "";

    fprintf(out, ",\"state\":[");
    for (int p = 0; p < MAX_PROCESSES; p++) {
        if (!alive[p]) {
            continue;
        }
        fprintf(out, "%s{\"p\":%d", separator, p);
        separator = ",";
        if (observed[p].ret) {
            fprintf(out, ",\"snapshot_ret\":%d", observed[p].ret);
        }
        print_permissions(observed[p].perm, pages);
        fprintf(out, ",\"pte\":[");
        for (int i = 0; i < pages; i++) {
            fprintf(out, "%s", i ? "," : "");
            print_entry(observed[p].pagemap[i], seen, &count);
        }
        fprintf(out, "]}");
    }
    fputc(']', out);
}
