// PROOF: H14
// bad: deadlock
// options: threadpool-wait-under-lock.WarnUiThread=true
#include "proof.h"

static HWND window;
static PTP_TIMER timer;

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER self) {
  reach("the callback runs");
  await("the window is going");
#ifdef GOOD
  PostMessageA(window, WM_APP, 0, 0);
#else
  SendMessageA(window, WM_APP, 0, 0);
#endif
}

static LRESULT CALLBACK procedure(HWND target, UINT message, WPARAM wide, LPARAM large) {
  if (message == WM_DESTROY) {
    reach("the window is going");
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-wait-under-lock
    CloseThreadpoolTimer(timer);
    return 0;
  }
  return DefWindowProcA(target, message, wide, large);
}

void scenario(void) {
  WNDCLASSA type = {0};
  type.lpfnWndProc = procedure;
  type.lpszClassName = "proof";
  RegisterClassA(&type);
  window = CreateWindowExA(0, "proof", "", 0, 0, 0, 0, 0, HWND_MESSAGE, NULL, NULL, NULL);
  timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  DestroyWindow(window);
}
