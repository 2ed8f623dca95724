// The staging of every proof: an allocator that poisons what is freed, points where threads meet, and a watchdog. It
// knows nothing of the thread pool's teardown, and the checker never reads it.
//
// A program prints one line, its outcome: clean, use after free, double free, leak, deadlock or crash. The linker gives
// it this file's malloc and free (--wrap), so that a proof frees its context as anybody would, with free or delete.
#include "proof.h"

#include <stdio.h>
#include <string.h>

enum { SLOW_CALLBACK = 600, GRACE = 400, PATIENCE = 3000 }; // milliseconds; a sound program needs the first two

static void end(const char *outcome) {
  static volatile LONG ended;
  DWORD written;
  if (InterlockedExchange(&ended, 1))
    Sleep(INFINITE);
  // Not printf: where the heap is broken, it may wait for ever.
  WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), outcome, (DWORD)strlen(outcome), &written, NULL);
  TerminateProcess(GetCurrentProcess(), 0); // no destructor and no DllMain may add to the outcome
}

// ---- The allocator --------------------------------------------------------------------------------------------------

enum { LIVE = 0x11FE11FE, FREED = 0xDEADDEAD };

typedef struct Block {
  struct Block *next; // among the freed ones
  size_t size;
  unsigned state;
  unsigned pad[3];
} Block; // a multiple of what malloc aligns to, so that the memory after it is aligned as well

static Block *volatile freed;
static volatile LONG alive;

void *__wrap_malloc(size_t size) {
  Block *block = HeapAlloc(GetProcessHeap(), 0, sizeof(Block) + size);
  if (!block)
    return NULL;
  block->size = size;
  block->state = LIVE;
  InterlockedIncrement(&alive);
  return block + 1;
}

void *__wrap_calloc(size_t count, size_t size) {
  void *memory = __wrap_malloc(count * size);
  return memory ? memset(memory, 0, count * size) : NULL;
}

// Freed memory stays where it is, poisoned, and is never handed out again.
void __wrap_free(void *memory) {
  Block *block = (Block *)memory - 1;
  if (!memory)
    return;
  if (block->state == FREED)
    end("double free");
  if (block->state != LIVE)
    end("crash");
  block->state = FREED;
  memset(memory, 0xDD, block->size);
  InterlockedDecrement(&alive);
  do
    block->next = freed;
  while (InterlockedCompareExchangePointer((void *volatile *)&freed, block, block->next) != block->next);
}

// Whether somebody wrote to memory after it was freed.
static int disturbed(void) {
  for (Block *block = freed; block; block = block->next)
    for (size_t i = 0; i < block->size; i++)
      if (((unsigned char *)(block + 1))[i] != 0xDD)
        return 1;
  return 0;
}

void *__wrap_realloc(void *memory, size_t size) {
  void *larger = __wrap_malloc(size);
  if (memory && larger) {
    size_t old = ((Block *)memory - 1)->size;
    memcpy(larger, memory, old < size ? old : size);
    __wrap_free(memory);
  }
  return larger;
}

// ---- Where threads meet ---------------------------------------------------------------------------------------------

// Each point is an event that stays, because nobody closes it, and that the DLLs of this process find by its name.
static HANDLE event_of(const char *point) {
  char name[128];
  snprintf(name, sizeof name, "proof-%lu-%s", GetCurrentProcessId(), point);
  return CreateEventA(NULL, TRUE, FALSE, name);
}

void reach(const char *point) { SetEvent(event_of(point)); }

void await(const char *point) { WaitForSingleObject(event_of(point), INFINITE); }

void linger(const char *point) { WaitForSingleObject(event_of(point), SLOW_CALLBACK); }

// ---- What they see --------------------------------------------------------------------------------------------------

void use(unsigned value) {
  if (value != ALIVE)
    end("use after free");
}

void all_freed(void) {
  if (alive)
    end("leak");
}

__attribute__((noinline)) void reuse_the_stack(void) {
  volatile unsigned char frame[16384];
  for (size_t i = 0; i < sizeof frame; i++)
    frame[i] = 0xDD;
}

// ---- Things to prove with -------------------------------------------------------------------------------------------

static VOID CALLBACK occupy(PTP_CALLBACK_INSTANCE instance, PVOID point) {
  (void)instance;
  reach("the pool is busy");
  await(point);
}

PTP_CALLBACK_ENVIRON busy_until(const char *point) {
  static TP_CALLBACK_ENVIRON environment;
  PTP_POOL pool = CreateThreadpool(NULL);
  SetThreadpoolThreadMaximum(pool, 1);
  SetThreadpoolThreadMinimum(pool, 1);
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackPool(&environment, pool);
  TrySubmitThreadpoolCallback(occupy, (void *)point, &environment);
  await("the pool is busy");
  return &environment;
}

FILETIME at_once = {0, 0};
FILETIME soon = {(DWORD)-500000, 0xFFFFFFFF}; // negative is relative, in units of 100 ns

const char *make_pipe(HANDLE *theirs) {
  static char name[64];
  snprintf(name, sizeof name, "\\\\.\\pipe\\proof-%lu", GetCurrentProcessId());
  *theirs = CreateNamedPipeA(name, PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE, 1, 4096, 4096, 0, NULL);
  return name;
}

void open_pipe(HANDLE *ours, HANDLE *theirs) {
  const char *name = make_pipe(theirs);
  *ours = CreateFileA(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
  if (*ours == INVALID_HANDLE_VALUE)
    end("no pipe");
}

HMODULE load_library(void) {
  char path[MAX_PATH];
  GetModuleFileNameA(NULL, path, sizeof path);
  strcpy(strrchr(path, '.'), ".dll");
  return LoadLibraryA(path);
}

// ---- The program ----------------------------------------------------------------------------------------------------

static DWORD WINAPI watch(LPVOID unused) {
  (void)unused;
  reach("the watchdog is there");
  Sleep(PATIENCE);
  end("deadlock");
  return 0;
}

static LONG WINAPI crashed(EXCEPTION_POINTERS *unused) {
  (void)unused;
  end("crash");
  return EXCEPTION_EXECUTE_HANDLER;
}

int main(void) {
  SetErrorMode(SEM_NOGPFAULTERRORBOX | SEM_FAILCRITICALERRORS);
  SetUnhandledExceptionFilter(crashed);
  CloseHandle(CreateThread(NULL, 0, watch, NULL, 0, NULL));
  await("the watchdog is there"); // before somebody takes the loader lock, without which no thread starts
  alive = 0;
  scenario();
  Sleep(GRACE);
  end(disturbed() ? "use after free" : "clean");
}
