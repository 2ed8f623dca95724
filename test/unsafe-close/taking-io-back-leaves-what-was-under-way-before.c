// RUN: %check %s threadpool-unsafe-close
#include <stdlib.h>
#include <windows.h>

typedef struct Pipe {
  PTP_IO io;
  HANDLE file;
} Pipe;

static VOID CALLBACK done(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG error,
                          ULONG_PTR count, PTP_IO io) {}

void made_here(HANDLE file) {
  Pipe *pipe = (Pipe *)malloc(sizeof(Pipe));
  pipe->io = CreateThreadpoolIo(file, done, pipe, NULL);
  StartThreadpoolIo(pipe->io);
  CancelThreadpoolIo(pipe->io);
  CloseThreadpoolIo(pipe->io);
  free(pipe);
}

void opened_before(Pipe *pipe, int again) {
  if (again)
    pipe->io = CreateThreadpoolIo(pipe->file, done, pipe, NULL);
  StartThreadpoolIo(pipe->io);
  CancelThreadpoolIo(pipe->io);
  CloseThreadpoolIo(pipe->io);
  // expect: I/O object 'pipe->io' is closed while its callback may still run; it was not drained, and its context
  //   'pipe' is released afterwards
  free(pipe);
}
