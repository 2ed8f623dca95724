// RUN: %check %s
// No fix: waiting without cancelling the I/O would turn the race into a hang.
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

void run(HANDLE file, void *buffer, OVERLAPPED *overlapped) {
  int *data = malloc(sizeof *data);
  PTP_IO io = CreateThreadpoolIo(file, on_read, data, NULL); // #create
  StartThreadpoolIo(io);                                     // #start
  ReadFile(file, buffer, 1, NULL, overlapped);
  CloseThreadpoolIo(io);
  // expect: I/O object 'io' is closed while its callback may still run; it was
  //   not drained, and its context 'data' is released afterwards
  // note #create: I/O object 'io' is created here with callback 'on_read' and context 'data'
  // note #start: an I/O operation is started on 'io' here
  // note #free: context 'data' is released here
  free(data); // #free
}
