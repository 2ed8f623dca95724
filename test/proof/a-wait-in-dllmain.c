// PROOF: H45
// bad: deadlock
// library: yes
#include "proof.h"

static PTP_WORK work;

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK self) {
  reach("the callback runs");
  await("the library stops");
  LoadLibraryA("version.dll"); // takes the loader lock
}

__declspec(dllexport) void start(void) {
  work = CreateThreadpoolWork(work_on, NULL, NULL);
  SubmitThreadpoolWork(work);
}

static void stop(void) {
  reach("the library stops");
  WaitForThreadpoolWorkCallbacks(work, FALSE); // expect-bad: threadpool-dllmain-wait
  CloseThreadpoolWork(work);
}

#ifdef GOOD
__declspec(dllexport) void finish(void) { stop(); }
#endif

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
#ifndef GOOD
  if (reason == DLL_PROCESS_DETACH && !reserved)
    stop();
#endif
  return TRUE;
}

void scenario(void) {
  HMODULE library = load_library();
  ((void (*)(void))GetProcAddress(library, "start"))();
  await("the callback runs");
#ifdef GOOD
  ((void (*)(void))GetProcAddress(library, "finish"))();
#endif
  FreeLibrary(library);
}
