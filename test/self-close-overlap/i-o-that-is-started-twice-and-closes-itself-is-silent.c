// RUN: %check %s threadpool-self-close-overlap
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  PTP_IO io;
} Job;

// What comes of two operations is a matter of their protocol.
static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {
  Job *job = context;
  CloseThreadpoolIo(job->io);
  free(job);
}

void start(Job *job, HANDLE file, OVERLAPPED *first, OVERLAPPED *second, char *buffer) {
  job->io = CreateThreadpoolIo(file, on_io, job, NULL);
  StartThreadpoolIo(job->io);
  ReadFile(file, buffer, 1, NULL, first);
  StartThreadpoolIo(job->io);
  ReadFile(file, buffer + 1, 1, NULL, second);
}
