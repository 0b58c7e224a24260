// No scripted records: a file that hmm trace wrote, compiled with the others, takes the place of these.
#include "hmm-trace.h"

__attribute__((weak)) const int scripted_count = 0;
__attribute__((weak)) const int scripted_lengths[] = { 0 };
__attribute__((weak)) const struct scripted scripted_records[] = { { 0 } };
