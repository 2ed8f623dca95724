// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_CLEANUP_GROUP group;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  if (!group)
    CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  return TRUE;
}
