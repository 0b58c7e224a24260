/* mirror-core, tuned by hand: what the machine can do.  No dependencies.
 *   gcc -O3 -march=native -DP=2 -DD=2 -DT=1 mirror_core.c -o mirror_core -lpthread && ./mirror_core [threads] [log2 of slots]
 *   -DMUT=1 drops the retry check, 2 the wait in read_begin, 3 the driver lock of the callback.
 * A state is one 64-bit word, so the visited set is exact. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <pthread.h>
#include <sys/mman.h>
#include <time.h>
#ifndef P
#define P 2
#endif
#ifndef D
#define D 2
#endif
#ifndef T
#define T 1
#endif
#ifndef MUT
#define MUT 0
#endif
typedef uint64_t u64;

/* ---- the word: pages, mirrors, busy bits, engines, threads ---- */
#define LG(n) ((n) <= 1 ? 0 : (n) <= 2 ? 1 : (n) <= 4 ? 2 : 3)
enum {
  WP = LG(P), WD = LG(D), WOP = LG(3 + D),
  EW = 3 + WP + 1 + 1,            /* engine: pc, page, snapshot is writable, stale */
  TW = 3 + WOP + WP + D + WD,     /* thread: pc, operation, page, devices to call, device being called */
  O_MIR = 3 * P, O_BUSY = O_MIR + 2 * D * P, O_E = O_BUSY + D * P, O_T = O_E + D * EW, NBITS = O_T + T * TW
};
_Static_assert(NBITS <= 63, "a state must fit in 63 bits");
_Static_assert(D <= 4, "at most 4 devices");
#define M(w) ((1ull << (w)) - 1)
#define G(s, o, w) (((s) >> (o)) & M(w))
#define S(s, o, w, v) (((s) & ~(M(w) << (o))) | ((u64)(v) << (o)))
#define CPU(p) (3 * (p))
#define MIR(d, p) (O_MIR + 2 * ((d) * P + (p)))
#define BUSY(d, p) (O_BUSY + (d) * P + (p))
#define E(d) (O_E + (d) * EW)
#define EP(d) (E(d) + 3)
#define ESN(d) (E(d) + 3 + WP)
#define EST(d) (E(d) + 4 + WP)
#define TB(t) (O_T + (t) * TW)
#define TOP(t) (TB(t) + 3)
#define TPG(t) (TB(t) + 3 + WOP)
#define TTD(t) (TB(t) + 3 + WOP + WP)
#define TCU(t) (TB(t) + 3 + WOP + WP + D)
enum { C_NONE, C_RO, C_RW, C_MIG, C_DEV };                          /* C_DEV + d */
enum { F_IDLE, F_WALK, F_LOCK, F_CHK, F_INST, F_REL };
enum { T_IDLE, T_INV, T_CB1, T_CB2, T_CB3, T_END, T_FIN };
enum { OP_UNMAP, OP_PROT, OP_BACK, OP_TO };                         /* OP_TO + d */

static inline int rights(int c, int d) { return c == C_RO ? 1 : c == C_RW ? 2 : c == C_DEV + d ? 2 : 0; }
static inline int elock(u64 s, int d) { int f = G(s, E(d), 3); return f >= F_CHK; }
static inline int tlock(u64 s, int d) {
  if (MUT == 3) return 0;
  int r = 0;
  for (int t = 0; t < T; t++) { int c = G(s, TB(t), 3); r |= (c >= T_CB1 && c <= T_CB3 && (int)G(s, TCU(t), WD) == d); }
  return r;
}
static inline int locked(u64 s, int d) { return elock(s, d) | tlock(s, d); }
static inline int held(u64 s, int p) {
  int r = 0;
  for (int t = 0; t < T; t++) r |= (G(s, TB(t), 3) != T_IDLE) & ((int)G(s, TPG(t), WP) == p);
  return r;
}

static inline int inv_ok(u64 s) {
  for (int p = 0; p < P; p++) {
    int c = G(s, CPU(p), 3);
    for (int d = 0; d < D; d++) {
      int m = G(s, MIR(d, p), 2);
      if (m > rights(c, d)) return 0;
      if (m && G(s, BUSY(d, p), 1)) {
        int ex = 0;
        for (int t = 0; t < T; t++) ex |= G(s, TB(t), 3) == T_CB2 && (int)G(s, TCU(t), WD) == d && (int)G(s, TPG(t), WP) == p;
        if (!ex) return 0;
      }
    }
  }
  return 1;
}

/* ---- successors ---- */
#define MAXS (3 * P + T * P * (3 + D) + T * D + T + D * P + D + 8)
static inline int succ(u64 s, u64 *o) {
  int n = 0;
  for (int p = 0; p < P; p++) if (!held(s, p)) {
    int c = G(s, CPU(p), 3);
    if (c == C_NONE) { o[n++] = S(s, CPU(p), 3, C_RO); o[n++] = S(s, CPU(p), 3, C_RW); continue; }
    if (c == C_RO) o[n++] = S(s, CPU(p), 3, C_RW);
    for (int t = 0; t < T; t++) if (G(s, TB(t), 3) == T_IDLE) {
      u64 b = s | ((u64)T_INV << TB(t)) | ((u64)p << TPG(t)) | (M(D) << TTD(t));
      if (c != C_MIG) o[n++] = b | ((u64)OP_UNMAP << TOP(t));
      if (c == C_RW) o[n++] = b | ((u64)OP_PROT << TOP(t));
      if (c >= C_DEV) o[n++] = b | ((u64)OP_BACK << TOP(t));
      if (c == C_RO || c == C_RW) for (int d = 0; d < D; d++) o[n++] = b | ((u64)(OP_TO + d) << TOP(t));
    }
  }
  for (int t = 0; t < T; t++) {
    int pc = G(s, TB(t), 3), p = G(s, TPG(t), WP), d = G(s, TCU(t), WD);
    switch (pc) {
    case T_INV: {
      int td = G(s, TTD(t), D);
      if (td == 0) {
        int op = G(s, TOP(t), WOP);
        o[n++] = S(S(s, CPU(p), 3, op == OP_UNMAP ? C_NONE : op == OP_PROT ? C_RO : C_MIG), TB(t), 3, T_END);
      } else for (int k = 0; k < D; k++) if ((td >> k & 1) && (MUT == 3 || !locked(s, k)))
        o[n++] = S(S(s, TCU(t), WD, k), TB(t), 3, T_CB1);
      break; }
    case T_CB1: {
      u64 x = S(s, TB(t), 3, T_CB2) | (1ull << BUSY(d, p));
      int f = G(s, E(d), 3);
      if (f != F_IDLE && f != F_REL && (int)G(s, EP(d), WP) == p) x |= 1ull << EST(d);
      o[n++] = x;
      break; }
    case T_CB2: o[n++] = S(S(s, MIR(d, p), 2, 0), TB(t), 3, T_CB3); break;
    case T_CB3: {
      u64 x = S(s, TB(t), 3, T_INV);
      x &= ~(1ull << (TTD(t) + d));
      o[n++] = S(x, TCU(t), WD, 0);
      break; }
    case T_END: {
      int oth = 0;
      for (int u = 0; u < T; u++) if (u != t) { int c = G(s, TB(u), 3); oth |= c >= T_INV && c <= T_END; }
      u64 x = oth ? s : s & ~(M(D * P) << O_BUSY);
      int op = G(s, TOP(t), WOP);
      o[n++] = op <= OP_PROT ? S(x, TB(t), TW, 0) : S(x, TB(t), 3, T_FIN);
      break; }
    case T_FIN: {
      int op = G(s, TOP(t), WOP);
      o[n++] = S(S(s, CPU(p), 3, op == OP_BACK ? C_RW : C_DEV + (op - OP_TO)), TB(t), TW, 0);
      break; }
    }
  }
  for (int d = 0; d < D; d++) {
    int f = G(s, E(d), 3), p = G(s, EP(d), WP);
    switch (f) {
    case F_IDLE:
      for (int q = 0; q < P; q++) if (MUT == 2 || !G(s, BUSY(d, q), 1)) o[n++] = s | ((u64)F_WALK << E(d)) | ((u64)q << EP(d));
      break;
    case F_WALK: {
      int r = rights(G(s, CPU(p), 3), d);
      o[n++] = r == 0 ? S(s, E(d), EW, 0) : S(S(s, E(d), 3, F_LOCK), ESN(d), 1, r - 1);
      break; }
    case F_LOCK: if (!locked(s, d)) o[n++] = S(s, E(d), 3, F_CHK); break;
    case F_CHK: o[n++] = (G(s, EST(d), 1) && MUT != 1) ? S(s, E(d), EW, F_REL) : S(S(s, E(d), 3, F_INST), EST(d), 1, 0); break;
    case F_INST: o[n++] = S(S(s, MIR(d, p), 2, G(s, ESN(d), 1) + 1), E(d), EW, F_REL); break;
    case F_REL: o[n++] = S(s, E(d), EW, F_IDLE); break;
    }
  }
  return n;
}

/* ---- visited set, and breadth-first search level by level ---- */
static u64 *tab, tmask;
static int tsh;
static u64 *arena, acap, a_next;        /* a_next: the next free block of the arena */
#define BLK 1024
#define RING 64
static inline u64 hsh(u64 x) { x *= 0x9E3779B97F4A7C15ull; x ^= x >> 29; x *= 0xBF58476D1CE4E5B9ull; return x >> tsh; }
static u64 lvl_beg, lvl_end, lvl_cur, bad_idx = ~0ull, dead_idx = ~0ull;
static int nth = 1, depth;
static volatile int stop_;
static pthread_barrier_t bar;
typedef struct { u64 states, trans, blk, pos, pad[12]; } Th;
static Th th_[64];
static inline void emit(Th *me, u64 x) {
  if (me->pos == BLK) {
    me->blk = __atomic_fetch_add(&a_next, BLK, __ATOMIC_RELAXED);
    me->pos = 0;
    if (me->blk + BLK > acap) { fprintf(stderr, "arena full\n"); exit(3); }
  }
  u64 i = me->blk + me->pos++;
  arena[i] = x;
  me->states++;
  if (!inv_ok(x - 1)) { __atomic_store_n(&bad_idx, i, __ATOMIC_RELAXED); stop_ = 1; }
}
static inline int insert(u64 key, u64 h) {       /* key is not 0 */
  for (;; h = (h + 1) & tmask) {
    u64 v = __atomic_load_n(&tab[h], __ATOMIC_RELAXED);
    if (v == key) return 0;
    if (v == 0) {
      if (nth == 1) { tab[h] = key; return 1; }
      u64 z = 0;
      if (__atomic_compare_exchange_n(&tab[h], &z, key, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return 1;
      if (z == key) return 0;
    }
  }
}
static void next_level(void) {
  int any = 0;
  lvl_beg = lvl_end; lvl_end = a_next; lvl_cur = lvl_beg;
  for (u64 i = lvl_beg; i < lvl_end && !any; i++) any |= arena[i] != 0;
  if (any) depth++; else lvl_end = lvl_beg;
}
static void *work(void *a) {
  Th *me = &th_[(int)(intptr_t)a];
  u64 o[MAXS], rk[RING], rh[RING];
  for (;;) {
    int rn = 0;
    u64 head = 0;
    for (;;) {
      u64 b = __atomic_fetch_add(&lvl_cur, BLK, __ATOMIC_RELAXED);
      if (b >= lvl_end || stop_) break;
      u64 e = b + BLK < lvl_end ? b + BLK : lvl_end;
      for (u64 i = b; i < e; i++) {
        u64 x = arena[i];
        if (!x) continue;
        int n = succ(x - 1, o);
        me->trans += n;
        if (n == 0) dead_idx = i;
        for (int k = 0; k < n; k++) {
          u64 key = o[k] + 1, h = hsh(key), r = head++ % RING;
          __builtin_prefetch(&tab[h], 1, 1);
          if (rn == RING) { if (insert(rk[r], rh[r])) emit(me, rk[r]); } else rn++;
          rk[r] = key; rh[r] = h;
        }
      }
    }
    for (u64 q = head - rn; q < head; q++) { u64 r = q % RING; if (insert(rk[r], rh[r])) emit(me, rk[r]); }
    while (me->pos < BLK) arena[me->blk + me->pos++] = 0;
    if (pthread_barrier_wait(&bar) == PTHREAD_BARRIER_SERIAL_THREAD) next_level();
    pthread_barrier_wait(&bar);
    if (lvl_beg == lvl_end || stop_) return 0;
  }
}
static void *big(size_t n) {
  void *p = mmap(0, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) { perror("mmap"); exit(2); }
  madvise(p, n, MADV_HUGEPAGE);
  return p;
}
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
int main(int c, char **v) {
  nth = c > 1 ? atoi(v[1]) : 1;
  int lg = c > 2 ? atoi(v[2]) : 27;
  tmask = (1ull << lg) - 1; tsh = 64 - lg; acap = tmask + 1;
  tab = big(acap * 8); arena = big(acap * 8);
  pthread_barrier_init(&bar, 0, nth);
  for (int i = 0; i < nth; i++) th_[i].pos = BLK;
  double t0 = now();
  insert(1, hsh(1)); emit(&th_[0], 1);
  while (th_[0].pos < BLK) arena[th_[0].blk + th_[0].pos++] = 0;
  lvl_end = a_next;
  pthread_t tid[64];
  for (int i = 1; i < nth; i++) pthread_create(&tid[i], 0, work, (void *)(intptr_t)i);
  work(0);
  for (int i = 1; i < nth; i++) pthread_join(tid[i], 0);
  double dt = now() - t0;
  u64 st = 0, tr = 0;
  for (int i = 0; i < nth; i++) { st += th_[i].states; tr += th_[i].trans; }
  printf("states=%lu trans=%lu depth=%d sec=%.3f %s%s\n", st, tr, depth, dt,
    bad_idx != ~0ull ? "VIOLATION" : "ok", dead_idx != ~0ull ? " DEADLOCK" : "");
  return bad_idx != ~0ull;
}
