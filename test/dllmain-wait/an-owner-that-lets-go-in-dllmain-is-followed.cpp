// RUN: %check %s threadpool-dllmain-wait
#include <memory>
#include <windows.h>

struct Service {
  PTP_WORK Work = nullptr;
  ~Service() {
    WaitForThreadpoolWorkCallbacks(Work, TRUE);
    // expect: waiting for work object 'Work' in 'DllMain' can deadlock: {{.*}}
    CloseThreadpoolWork(Work);
  }
};

static std::unique_ptr<Service> TheService;

extern "C" BOOL WINAPI DllMain(HINSTANCE, DWORD Reason, LPVOID) {
  if (Reason == DLL_PROCESS_DETACH)
    TheService.reset();
  return TRUE;
}
