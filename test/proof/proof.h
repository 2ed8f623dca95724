// What a proof may lean on, and all that it may: how its threads meet, and what it sees when they do. The bodies are in
// proof.c, out of the checker's sight, so that it judges the teardown and not the staging.
#ifndef PROOF_H
#define PROOF_H

#define WIN32_LEAN_AND_MEAN // half the time to read it
#include <stdlib.h>
#include <windows.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ALIVE 0xA11CEu // what a context holds while it lives; freed memory holds 0xDD everywhere

// Every proof defines it; main runs it, gives stray callbacks some time, and says "clean" if none says otherwise.
void scenario(void);

void reach(const char *point);  // whoever waits for this point, now or later, goes on
void await(const char *point);  // waits for it
void linger(const char *point); // waits for it, but no longer than a slow callback takes

void use(unsigned value);   // ends the program with "use after free" unless the value is ALIVE
void all_freed(void);       // ends the program with "leak" unless all that scenario allocated is freed
void reuse_the_stack(void); // writes over what the functions that have returned left on the stack

// An environment whose pool has a single thread, busy until `point` is reached: callbacks stay queued till then.
PTP_CALLBACK_ENVIRON busy_until(const char *point);

extern FILETIME at_once; // due times
extern FILETIME soon;    // in 50 ms

// Both ends of a pipe, ours opened for overlapped I/O; or theirs alone, and the name by which to open ours.
void open_pipe(HANDLE *ours, HANDLE *theirs);
const char *make_pipe(HANDLE *theirs);

// The same source as a DLL, for a proof whose head says `library: yes`.
HMODULE load_library(void);

#ifdef __cplusplus
}
#endif
#endif
