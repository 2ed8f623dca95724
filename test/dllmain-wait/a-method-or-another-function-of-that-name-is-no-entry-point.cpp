// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_WORK Work;

namespace plugin {
BOOL DllMain(HINSTANCE, DWORD, LPVOID) {
  WaitForThreadpoolWorkCallbacks(Work, TRUE);
  return TRUE;
}
} // namespace plugin

struct Plugin {
  BOOL DllMain(HINSTANCE, DWORD, LPVOID) {
    WaitForThreadpoolWorkCallbacks(Work, TRUE);
    return TRUE;
  }
};

void DllMain(int) { WaitForThreadpoolWorkCallbacks(Work, TRUE); }
