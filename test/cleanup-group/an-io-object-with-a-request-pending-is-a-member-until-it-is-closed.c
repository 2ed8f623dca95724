// RUN: %check %s threadpool-cleanup-group
#include <windows.h>

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {
  ++*(int *)context;
}

static OVERLAPPED request;
static char buffer[64];

// The Wait drops the callback, but the request is still under way.
static PTP_IO drained(HANDLE file, int *context, TP_CALLBACK_ENVIRON *environment, PTP_CLEANUP_GROUP *group) {
  *group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(environment);
  SetThreadpoolCallbackCleanupGroup(environment, *group, NULL);
  PTP_IO io = CreateThreadpoolIo(file, on_io, context, environment);
  StartThreadpoolIo(io);
  ReadFile(file, buffer, sizeof buffer, NULL, &request);
  WaitForThreadpoolIoCallbacks(io, TRUE);
  return io;
}

void closed(HANDLE file, int *context) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group;
  PTP_IO io = drained(file, context, &environment, &group);
  CloseThreadpoolIo(io);
  CloseThreadpoolCleanupGroup(group);
}

void closed_with_the_group(HANDLE file, int *context) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group;
  drained(file, context, &environment, &group);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  CloseThreadpoolCleanupGroup(group);
}

void finish(PTP_IO io);

void given_away(HANDLE file, int *context) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group;
  finish(drained(file, context, &environment, &group));
  CloseThreadpoolCleanupGroup(group);
}

void left_in_it(HANDLE file, int *context) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group;
  PTP_IO io = drained(file, context, &environment, &group);
  CloseThreadpoolCleanupGroup(group);
  // expect: cleanup group 'group' is closed while I/O object 'io' is still a member of it
}
