// RUN: %check %s threadpool-use-after-close
#include <windows.h>

static volatile LONG over;
extern const char *volatile name;
void print(const char *format, ...);
void flush(void);
int tries(void);

static void fatal(const char *what) {
  if (InterlockedExchange(&over, 1))
    Sleep(INFINITE);
  for (int i = 0; i < tries(); ++i)
    print("%s: %s %d", name, what, i);
  flush();
  TerminateProcess(GetCurrentProcess(), 1);
}

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {
  ++*(int *)context;
}

HANDLE open_one(int which);
extern int files;
static char buffer[64];

void read_all(int *context) {
  for (int i = 0; i < files; ++i) {
    HANDLE file = open_one(i);
    if (file == INVALID_HANDLE_VALUE)
      fatal("no file");
    OVERLAPPED request = {0};
    request.hEvent = CreateEvent(NULL, TRUE, FALSE, NULL);
    if (!request.hEvent)
      fatal("no event");
    PTP_IO io = CreateThreadpoolIo(file, on_io, context, NULL);
    if (!io)
      fatal("no I/O object");
    StartThreadpoolIo(io);
    if (!ReadFile(file, buffer, sizeof buffer, NULL, &request) && GetLastError() != ERROR_IO_PENDING)
      fatal("no read");
    WaitForThreadpoolIoCallbacks(io, FALSE);
    CloseThreadpoolIo(io);
    CloseHandle(file);
  }
}

static void complain(const char *what) {
  for (int i = 0; i < tries(); ++i)
    print("%s: %s %d", name, what, i);
}

void read_on(int *context) {
  for (int i = 0; i < files; ++i) {
    PTP_IO io = CreateThreadpoolIo(open_one(i), on_io, context, NULL);
    if (!io)
      complain("no I/O object");
    StartThreadpoolIo(io);
    // expect: I/O object 'io' is null where it is started
    CancelThreadpoolIo(io);
    CloseThreadpoolIo(io);
  }
}
