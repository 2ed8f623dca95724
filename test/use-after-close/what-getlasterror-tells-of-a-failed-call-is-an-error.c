// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close --dialects=real -- -D_WIN32_WINNT=0x0A00
// A creator that hands on the error code has failed: its caller does not go on
// with a null handle.
#include <windows.h>

typedef struct Clock {
  PTP_TIMER timer;
  HANDLE event;
  int ticks;
} Clock;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  ((Clock *)context)->ticks++;
}

static HRESULT clock_init(Clock *c) {
  c->timer = NULL;
  c->event = CreateEventW(NULL, TRUE, FALSE, NULL);
  if (!c->event)
    return HRESULT_FROM_WIN32(GetLastError());
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  if (!c->timer)
    return HRESULT_FROM_WIN32(GetLastError());
  return S_OK;
}

HRESULT clock_run(Clock *c, FILETIME due) {
  HRESULT hr = clock_init(c);
  if (FAILED(hr))
    return hr;
  SetThreadpoolTimer(c->timer, &due, 0, 0);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  CloseThreadpoolTimer(c->timer);
  return S_OK;
}

static DWORD clock_open(Clock *c) {
  DWORD error = ERROR_SUCCESS;
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  if (c->timer == NULL) {
    error = GetLastError();
    goto done;
  }
done:
  return error;
}

DWORD clock_run_once(Clock *c, FILETIME due) {
  DWORD error = clock_open(c);
  if (error != ERROR_SUCCESS)
    return error;
  SetThreadpoolTimer(c->timer, &due, 0, 0);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  CloseThreadpoolTimer(c->timer);
  return ERROR_SUCCESS;
}

// Tells nobody that it has failed.
static HRESULT clock_init_in_haste(Clock *c) {
  HRESULT hr = S_OK;
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  if (!c->timer)
    GetLastError();
  return hr;
}

HRESULT clock_run_in_haste(Clock *c, FILETIME due) {
  HRESULT hr = clock_init_in_haste(c);
  if (FAILED(hr))
    return hr;
  SetThreadpoolTimer(c->timer, &due, 0, 0);
  // expect: timer 'c->timer' is null where it is armed
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  CloseThreadpoolTimer(c->timer);
  return S_OK;
}

// The test is the wrong way round.
HRESULT clock_fails_with_success(Clock *c) {
  HRESULT hr = clock_init(c);
  if (SUCCEEDED(hr))
    return hr;
  CloseThreadpoolTimer(c->timer);
  // expect: timer 'c->timer' is null where it is closed
  return hr;
}
