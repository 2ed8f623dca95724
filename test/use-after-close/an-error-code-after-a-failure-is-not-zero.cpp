// RUN: %check %s threadpool-use-after-close threadpool-io-protocol --dialects=msvc,mingw,real
#include <windows.h>

#ifndef S_OK // the small headers
#define S_OK ((HRESULT)0L)
#define E_FAIL ((HRESULT)0x80004005L)
#define FAILED(Result) ((HRESULT)(Result) < 0)
#define SUCCEEDED(Result) ((HRESULT)(Result) >= 0)
HRESULT HRESULT_FROM_WIN32(unsigned long Error);
#define ERROR_SUCCESS 0
#endif

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

static void use(PTP_TIMER Timer) {
  SetThreadpoolTimer(Timer, nullptr, 0, 0); // #use
  // expect: timer 'Timer' is null where it is disarmed
  WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  CloseThreadpoolTimer(Timer);
}

HRESULT byResult() {
  HRESULT Result = S_OK;
  PTP_TIMER Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
  if (!Timer)
    Result = HRESULT_FROM_WIN32(GetLastError());
  if (SUCCEEDED(Result)) {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    CloseThreadpoolTimer(Timer);
  }
  return Result;
}

HRESULT byChoice() {
  PTP_TIMER Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
  HRESULT Result = Timer ? S_OK : HRESULT_FROM_WIN32(GetLastError());
  if (FAILED(Result))
    return Result;
  SetThreadpoolTimer(Timer, nullptr, 0, 0);
  CloseThreadpoolTimer(Timer);
  return Result;
}

DWORD byCode() {
  DWORD Error = ERROR_SUCCESS;
  PTP_TIMER Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
  if (Timer == nullptr)
    Error = GetLastError();
  if (Error == ERROR_SUCCESS) {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    CloseThreadpoolTimer(Timer);
  }
  return Error;
}

HRESULT byConstant() {
  HRESULT Result = S_OK;
  PTP_TIMER Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
  if (!Timer)
    Result = E_FAIL;
  if (Result == S_OK)
    CloseThreadpoolTimer(Timer);
  return Result;
}

// Tested, and gone on with all the same.
HRESULT forgotten() {
  HRESULT Result = S_OK;
  PTP_TIMER Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
  if (!Timer)
    Result = HRESULT_FROM_WIN32(GetLastError());
  if (FAILED(Result))
    use(Timer);
  return Result;
}

// Nothing is known to have failed: the code may be zero.
DWORD unrelated(PTP_TIMER Other, BOOL Fast) {
  PTP_TIMER Timer = Fast ? nullptr : Other;
  if (!Timer && GetLastError() == ERROR_SUCCESS) {
    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is null where it is closed
  }
  return 0;
}

VOID CALLBACK done(PTP_CALLBACK_INSTANCE, PVOID, PVOID, ULONG, ULONG_PTR, PTP_IO);

// What Microsoft's own libraries write.
HRESULT startRead(HANDLE File, char *Buffer, OVERLAPPED *Pending) {
  PTP_IO Io = CreateThreadpoolIo(File, done, nullptr, nullptr);
  if (!Io)
    return E_FAIL;
  StartThreadpoolIo(Io);
  HRESULT Result = ReadFile(File, Buffer, 8, nullptr, Pending)
                       ? S_OK
                       : HRESULT_FROM_WIN32(GetLastError());
  if (FAILED(Result) && Result != HRESULT_FROM_WIN32(ERROR_IO_PENDING))
    CancelThreadpoolIo(Io);
  CancelIoEx(File, nullptr);
  WaitForThreadpoolIoCallbacks(Io, FALSE);
  CloseThreadpoolIo(Io);
  return Result;
}
