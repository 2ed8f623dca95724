// The part of the Windows headers that the tests use, so that a test parses in
// milliseconds. Read as a system header. The shapes (dllimport, annotations,
// inline functions that forward to Tp*) are those of the real ones: in the MSVC
// dialect as in the Windows SDK, else as in mingw-w64.
#ifndef TEST_THREADPOOL_H
#define TEST_THREADPOOL_H

// Annotations, which mean nothing to the compiler.
#define _In_
#define _In_opt_
#define _Inout_
#define _Inout_opt_
#define _Out_
#define _Out_opt_
#define _Reserved_
#define _Must_inspect_result_
#define _Frees_ptr_opt_
#define __drv_freesMem(kind)

#ifdef _MSC_VER
#define DECLSPEC_NORETURN __declspec(noreturn)
#define FORCEINLINE __forceinline
typedef int BOOL;
#else
#define DECLSPEC_NORETURN __attribute__((noreturn))
#define FORCEINLINE extern __inline__ __attribute__((__always_inline__, __gnu_inline__))
typedef int WINBOOL;
typedef WINBOOL BOOL;
#endif

#define DECLSPEC_IMPORT __declspec(dllimport)
#define WINBASEAPI DECLSPEC_IMPORT
#define WINAPI __stdcall
#define NTAPI __stdcall
#define CALLBACK __stdcall
#define APIENTRY WINAPI

#ifndef NULL
#ifdef __cplusplus
#ifdef _MSC_VER
#define NULL 0
#else
#define NULL __null
#endif
#else
#define NULL ((void *)0)
#endif
#endif

#define VOID void
#define CONST const
#define TRUE 1
#define FALSE 0

#ifdef __cplusplus
extern "C" {
#endif

typedef __SIZE_TYPE__ size_t;
typedef char CHAR;
typedef unsigned char BYTE, BOOLEAN;
typedef int INT;
typedef unsigned int UINT;
typedef long LONG;
typedef unsigned long ULONG, DWORD;
typedef long long LONGLONG, LONG64;
typedef unsigned long long ULONG_PTR, SIZE_T, UINT_PTR;
typedef long long LONG_PTR;
typedef void *PVOID, *LPVOID, *HANDLE, *HMODULE, *HINSTANCE;
typedef HANDLE *PHANDLE;
typedef DWORD *LPDWORD;
typedef const char *LPCSTR;
typedef LONG HRESULT;
typedef struct HWND__ *HWND;
typedef UINT_PTR WPARAM;
typedef LONG_PTR LPARAM, LRESULT;

#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define INFINITE 0xffffffff
#define WAIT_OBJECT_0 0
#define WAIT_TIMEOUT 258
#define ERROR_IO_PENDING 997
#define WM_DESTROY 0x0002
#define WM_TIMER 0x0113
#define DLL_PROCESS_DETACH 0
#define DLL_PROCESS_ATTACH 1
#define MEM_RELEASE 0x8000
#define WT_EXECUTEDEFAULT 0
#define WT_EXECUTEONLYONCE 8
#define WT_EXECUTEINTIMERTHREAD 0x20
#define FILE_SKIP_COMPLETION_PORT_ON_SUCCESS 1
#define SOCKET_ERROR (-1)
#define WSA_IO_PENDING 997
#define FIELD_OFFSET(type, field) ((LONG_PTR)__builtin_offsetof(type, field))
#define CONTAINING_RECORD(address, type, field) ((type *)((CHAR *)(address) - FIELD_OFFSET(type, field)))
#define UNREFERENCED_PARAMETER(P) ((void)(P))

typedef struct _FILETIME {
  DWORD dwLowDateTime;
  DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;
typedef union _LARGE_INTEGER {
  struct {
    DWORD LowPart;
    LONG HighPart;
  } u;
  LONGLONG QuadPart;
} LARGE_INTEGER;
typedef union _ULARGE_INTEGER {
  struct {
    DWORD LowPart;
    DWORD HighPart;
  } u;
  unsigned long long QuadPart;
} ULARGE_INTEGER;
typedef struct _OVERLAPPED {
  ULONG_PTR Internal;
  ULONG_PTR InternalHigh;
  PVOID Pointer;
  HANDLE hEvent;
} OVERLAPPED, *LPOVERLAPPED;
typedef struct _SECURITY_ATTRIBUTES SECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;
typedef struct _RTL_CRITICAL_SECTION {
  PVOID DebugInfo;
  LONG LockCount;
  LONG RecursionCount;
  HANDLE OwningThread;
  HANDLE LockSemaphore;
  ULONG_PTR SpinCount;
} CRITICAL_SECTION, *PCRITICAL_SECTION, *LPCRITICAL_SECTION;
typedef struct _RTL_SRWLOCK {
  PVOID Ptr;
} SRWLOCK, *PSRWLOCK;
#define SRWLOCK_INIT {0}
typedef struct _RTL_CONDITION_VARIABLE {
  PVOID Ptr;
} CONDITION_VARIABLE, *PCONDITION_VARIABLE;

// winnt.h

typedef DWORD TP_VERSION, *PTP_VERSION;
typedef struct _TP_CALLBACK_INSTANCE TP_CALLBACK_INSTANCE, *PTP_CALLBACK_INSTANCE;
typedef VOID(NTAPI *PTP_SIMPLE_CALLBACK)(_Inout_ PTP_CALLBACK_INSTANCE Instance, _Inout_opt_ PVOID Context);
typedef struct _TP_POOL TP_POOL, *PTP_POOL;
typedef struct _TP_CLEANUP_GROUP TP_CLEANUP_GROUP, *PTP_CLEANUP_GROUP;
typedef VOID(NTAPI *PTP_CLEANUP_GROUP_CANCEL_CALLBACK)(_Inout_opt_ PVOID ObjectContext, _Inout_opt_ PVOID CleanupContext);
typedef enum _TP_CALLBACK_PRIORITY {
  TP_CALLBACK_PRIORITY_HIGH,
  TP_CALLBACK_PRIORITY_NORMAL,
  TP_CALLBACK_PRIORITY_LOW,
  TP_CALLBACK_PRIORITY_INVALID
} TP_CALLBACK_PRIORITY;
typedef struct _TP_CALLBACK_ENVIRON_V3 {
  TP_VERSION Version;
  PTP_POOL Pool;
  PTP_CLEANUP_GROUP CleanupGroup;
  PTP_CLEANUP_GROUP_CANCEL_CALLBACK CleanupGroupCancelCallback;
  PVOID RaceDll;
  struct _ACTIVATION_CONTEXT *ActivationContext;
  PTP_SIMPLE_CALLBACK FinalizationCallback;
  union {
    DWORD Flags;
    struct {
      DWORD LongFunction : 1;
      DWORD Persistent : 1;
      DWORD Private : 30;
    } s;
  } u;
  TP_CALLBACK_PRIORITY CallbackPriority;
  DWORD Size;
} TP_CALLBACK_ENVIRON_V3;
typedef TP_CALLBACK_ENVIRON_V3 TP_CALLBACK_ENVIRON, *PTP_CALLBACK_ENVIRON;

typedef struct _TP_WORK TP_WORK, *PTP_WORK;
typedef VOID(NTAPI *PTP_WORK_CALLBACK)(_Inout_ PTP_CALLBACK_INSTANCE Instance, _Inout_opt_ PVOID Context, _Inout_ PTP_WORK Work);
typedef struct _TP_TIMER TP_TIMER, *PTP_TIMER;
typedef VOID(NTAPI *PTP_TIMER_CALLBACK)(_Inout_ PTP_CALLBACK_INSTANCE Instance, _Inout_opt_ PVOID Context, _Inout_ PTP_TIMER Timer);
typedef DWORD TP_WAIT_RESULT;
typedef struct _TP_WAIT TP_WAIT, *PTP_WAIT;
typedef VOID(NTAPI *PTP_WAIT_CALLBACK)(_Inout_ PTP_CALLBACK_INSTANCE Instance, _Inout_opt_ PVOID Context, _Inout_ PTP_WAIT Wait, _In_ TP_WAIT_RESULT WaitResult);
typedef struct _TP_IO TP_IO, *PTP_IO;

FORCEINLINE VOID TpInitializeCallbackEnviron(_Out_ PTP_CALLBACK_ENVIRON cbe) {
  cbe->Pool = NULL;
  cbe->CleanupGroup = NULL;
  cbe->CleanupGroupCancelCallback = NULL;
  cbe->RaceDll = NULL;
  cbe->ActivationContext = NULL;
  cbe->FinalizationCallback = NULL;
  cbe->u.Flags = 0;
  cbe->Version = 3;
  cbe->CallbackPriority = TP_CALLBACK_PRIORITY_NORMAL;
  cbe->Size = sizeof(TP_CALLBACK_ENVIRON);
}
FORCEINLINE VOID TpSetCallbackThreadpool(_Inout_ PTP_CALLBACK_ENVIRON cbe, _In_ PTP_POOL pool) { cbe->Pool = pool; }
FORCEINLINE VOID TpSetCallbackCleanupGroup(_Inout_ PTP_CALLBACK_ENVIRON cbe, _In_ PTP_CLEANUP_GROUP cleanup_group, _In_opt_ PTP_CLEANUP_GROUP_CANCEL_CALLBACK cleanup_group_cb) {
  cbe->CleanupGroup = cleanup_group;
  cbe->CleanupGroupCancelCallback = cleanup_group_cb;
}
FORCEINLINE VOID TpSetCallbackLongFunction(_Inout_ PTP_CALLBACK_ENVIRON cbe) { cbe->u.s.LongFunction = 1; }
FORCEINLINE VOID TpDestroyCallbackEnviron(_In_ PTP_CALLBACK_ENVIRON cbe) { UNREFERENCED_PARAMETER(cbe); }

// winbase.h

FORCEINLINE VOID InitializeThreadpoolEnvironment(_Out_ PTP_CALLBACK_ENVIRON cbe) { TpInitializeCallbackEnviron(cbe); }
FORCEINLINE VOID SetThreadpoolCallbackPool(_Inout_ PTP_CALLBACK_ENVIRON cbe, _In_ PTP_POOL pool) { TpSetCallbackThreadpool(cbe, pool); }
FORCEINLINE VOID SetThreadpoolCallbackCleanupGroup(_Inout_ PTP_CALLBACK_ENVIRON cbe, _In_ PTP_CLEANUP_GROUP cleanup_group, _In_opt_ PTP_CLEANUP_GROUP_CANCEL_CALLBACK cleanup_group_cb) {
  TpSetCallbackCleanupGroup(cbe, cleanup_group, cleanup_group_cb);
}
FORCEINLINE VOID SetThreadpoolCallbackRunsLong(_Inout_ PTP_CALLBACK_ENVIRON cbe) { TpSetCallbackLongFunction(cbe); }
FORCEINLINE VOID DestroyThreadpoolEnvironment(_Inout_ PTP_CALLBACK_ENVIRON cbe) { TpDestroyCallbackEnviron(cbe); }

// threadpoolapiset.h

typedef VOID(WINAPI *PTP_WIN32_IO_CALLBACK)(_Inout_ PTP_CALLBACK_INSTANCE Instance, _Inout_opt_ PVOID Context, _Inout_opt_ PVOID Overlapped, _In_ ULONG IoResult, _In_ ULONG_PTR NumberOfBytesTransferred, _Inout_ PTP_IO Io);

WINBASEAPI _Must_inspect_result_ PTP_POOL WINAPI CreateThreadpool(_Reserved_ PVOID reserved);
WINBASEAPI VOID WINAPI SetThreadpoolThreadMaximum(_Inout_ PTP_POOL ptpp, _In_ DWORD cthrdMost);
WINBASEAPI BOOL WINAPI SetThreadpoolThreadMinimum(_Inout_ PTP_POOL ptpp, _In_ DWORD cthrdMic);
WINBASEAPI VOID WINAPI CloseThreadpool(_Inout_ PTP_POOL ptpp);
WINBASEAPI _Must_inspect_result_ PTP_CLEANUP_GROUP WINAPI CreateThreadpoolCleanupGroup(VOID);
WINBASEAPI VOID WINAPI CloseThreadpoolCleanupGroupMembers(_Inout_ PTP_CLEANUP_GROUP ptpcg, _In_ BOOL fCancelPendingCallbacks, _Inout_opt_ PVOID pvCleanupContext);
WINBASEAPI VOID WINAPI CloseThreadpoolCleanupGroup(_Inout_ PTP_CLEANUP_GROUP ptpcg);
WINBASEAPI VOID WINAPI SetEventWhenCallbackReturns(_Inout_ PTP_CALLBACK_INSTANCE pci, _In_ HANDLE evt);
WINBASEAPI VOID WINAPI LeaveCriticalSectionWhenCallbackReturns(_Inout_ PTP_CALLBACK_INSTANCE pci, _Inout_ PCRITICAL_SECTION pcs);
WINBASEAPI VOID WINAPI FreeLibraryWhenCallbackReturns(_Inout_ PTP_CALLBACK_INSTANCE pci, _In_ HMODULE mod);
WINBASEAPI BOOL WINAPI CallbackMayRunLong(_Inout_ PTP_CALLBACK_INSTANCE pci);
WINBASEAPI VOID WINAPI DisassociateCurrentThreadFromCallback(_Inout_ PTP_CALLBACK_INSTANCE pci);
WINBASEAPI _Must_inspect_result_ BOOL WINAPI TrySubmitThreadpoolCallback(_In_ PTP_SIMPLE_CALLBACK pfns, _Inout_opt_ PVOID pv, _In_opt_ PTP_CALLBACK_ENVIRON pcbe);
WINBASEAPI _Must_inspect_result_ PTP_WORK WINAPI CreateThreadpoolWork(_In_ PTP_WORK_CALLBACK pfnwk, _Inout_opt_ PVOID pv, _In_opt_ PTP_CALLBACK_ENVIRON pcbe);
WINBASEAPI VOID WINAPI SubmitThreadpoolWork(_Inout_ PTP_WORK pwk);
WINBASEAPI VOID WINAPI WaitForThreadpoolWorkCallbacks(_Inout_ PTP_WORK pwk, _In_ BOOL fCancelPendingCallbacks);
WINBASEAPI VOID WINAPI CloseThreadpoolWork(_Inout_ PTP_WORK pwk);
WINBASEAPI _Must_inspect_result_ PTP_TIMER WINAPI CreateThreadpoolTimer(_In_ PTP_TIMER_CALLBACK pfnti, _Inout_opt_ PVOID pv, _In_opt_ PTP_CALLBACK_ENVIRON pcbe);
WINBASEAPI VOID WINAPI SetThreadpoolTimer(_Inout_ PTP_TIMER pti, _In_opt_ PFILETIME pftDueTime, _In_ DWORD msPeriod, _In_opt_ DWORD msWindowLength);
WINBASEAPI BOOL WINAPI SetThreadpoolTimerEx(_Inout_ PTP_TIMER pti, _In_opt_ PFILETIME pftDueTime, _In_ DWORD msPeriod, _In_opt_ DWORD msWindowLength);
WINBASEAPI BOOL WINAPI IsThreadpoolTimerSet(_Inout_ PTP_TIMER pti);
WINBASEAPI VOID WINAPI WaitForThreadpoolTimerCallbacks(_Inout_ PTP_TIMER pti, _In_ BOOL fCancelPendingCallbacks);
WINBASEAPI VOID WINAPI CloseThreadpoolTimer(_Inout_ PTP_TIMER pti);
WINBASEAPI _Must_inspect_result_ PTP_WAIT WINAPI CreateThreadpoolWait(_In_ PTP_WAIT_CALLBACK pfnwa, _Inout_opt_ PVOID pv, _In_opt_ PTP_CALLBACK_ENVIRON pcbe);
WINBASEAPI VOID WINAPI SetThreadpoolWait(_Inout_ PTP_WAIT pwa, _In_opt_ HANDLE h, _In_opt_ PFILETIME pftTimeout);
WINBASEAPI BOOL WINAPI SetThreadpoolWaitEx(_Inout_ PTP_WAIT pwa, _In_opt_ HANDLE h, _In_opt_ PFILETIME pftTimeout, _Reserved_ PVOID Reserved);
WINBASEAPI VOID WINAPI WaitForThreadpoolWaitCallbacks(_Inout_ PTP_WAIT pwa, _In_ BOOL fCancelPendingCallbacks);
WINBASEAPI VOID WINAPI CloseThreadpoolWait(_Inout_ PTP_WAIT pwa);
WINBASEAPI _Must_inspect_result_ PTP_IO WINAPI CreateThreadpoolIo(_In_ HANDLE fl, _In_ PTP_WIN32_IO_CALLBACK pfnio, _Inout_opt_ PVOID pv, _In_opt_ PTP_CALLBACK_ENVIRON pcbe);
WINBASEAPI VOID WINAPI StartThreadpoolIo(_Inout_ PTP_IO pio);
WINBASEAPI VOID WINAPI CancelThreadpoolIo(_Inout_ PTP_IO pio);
WINBASEAPI VOID WINAPI WaitForThreadpoolIoCallbacks(_Inout_ PTP_IO pio, _In_ BOOL fCancelPendingCallbacks);
WINBASEAPI VOID WINAPI CloseThreadpoolIo(_Inout_ PTP_IO pio);

// threadpoollegacyapiset.h, winbase.h

typedef VOID(NTAPI *WAITORTIMERCALLBACK)(PVOID, BOOLEAN);
typedef DWORD(WINAPI *LPTHREAD_START_ROUTINE)(LPVOID);
WINBASEAPI HANDLE WINAPI CreateTimerQueue(VOID);
WINBASEAPI BOOL WINAPI CreateTimerQueueTimer(_Out_ PHANDLE phNewTimer, _In_opt_ HANDLE TimerQueue, _In_ WAITORTIMERCALLBACK Callback, _In_opt_ PVOID Parameter, _In_ DWORD DueTime, _In_ DWORD Period, _In_ ULONG Flags);
WINBASEAPI BOOL WINAPI ChangeTimerQueueTimer(_In_opt_ HANDLE TimerQueue, _Inout_ HANDLE Timer, _In_ ULONG DueTime, _In_ ULONG Period);
WINBASEAPI BOOL WINAPI DeleteTimerQueueTimer(_In_opt_ HANDLE TimerQueue, _In_ HANDLE Timer, _In_opt_ HANDLE CompletionEvent);
WINBASEAPI BOOL WINAPI DeleteTimerQueue(_In_ HANDLE TimerQueue);
WINBASEAPI BOOL WINAPI DeleteTimerQueueEx(_In_ HANDLE TimerQueue, _In_opt_ HANDLE CompletionEvent);
WINBASEAPI BOOL WINAPI RegisterWaitForSingleObject(_Out_ PHANDLE phNewWaitObject, _In_ HANDLE hObject, _In_ WAITORTIMERCALLBACK Callback, _In_opt_ PVOID Context, _In_ ULONG dwMilliseconds, _In_ ULONG dwFlags);
WINBASEAPI DWORD WINAPI WaitForMultipleObjects(_In_ DWORD nCount, _In_ const HANDLE *lpHandles, _In_ BOOL bWaitAll, _In_ DWORD dwMilliseconds);
WINBASEAPI DWORD WINAPI GetCurrentThreadId(VOID);
WINBASEAPI BOOL WINAPI UnregisterWait(_In_ HANDLE WaitHandle);
WINBASEAPI BOOL WINAPI UnregisterWaitEx(_In_ HANDLE WaitHandle, _In_opt_ HANDLE CompletionEvent);
WINBASEAPI BOOL WINAPI QueueUserWorkItem(_In_ LPTHREAD_START_ROUTINE Function, _In_opt_ PVOID Context, _In_ ULONG Flags);

// Events, files, locks

WINBASEAPI HANDLE WINAPI CreateEventA(_In_opt_ LPSECURITY_ATTRIBUTES lpEventAttributes, _In_ BOOL bManualReset, _In_ BOOL bInitialState, _In_opt_ LPCSTR lpName);
#define CreateEvent CreateEventA
WINBASEAPI BOOL WINAPI SetEvent(_In_ HANDLE hEvent);
WINBASEAPI BOOL WINAPI ResetEvent(_In_ HANDLE hEvent);
typedef union _RTL_RUN_ONCE {
  PVOID Ptr;
} INIT_ONCE, *PINIT_ONCE, *LPINIT_ONCE;
typedef BOOL(WINAPI *PINIT_ONCE_FN)(PINIT_ONCE InitOnce, PVOID Parameter, PVOID *Context);
WINBASEAPI BOOL WINAPI InitOnceExecuteOnce(_Inout_ PINIT_ONCE InitOnce, _In_ PINIT_ONCE_FN InitFn, _Inout_opt_ PVOID Parameter, PVOID *Context);
WINBASEAPI HANDLE WINAPI CreateThread(_In_opt_ LPSECURITY_ATTRIBUTES lpThreadAttributes, _In_ SIZE_T dwStackSize, _In_ LPTHREAD_START_ROUTINE lpStartAddress, _In_opt_ LPVOID lpParameter, _In_ DWORD dwCreationFlags, _Out_opt_ LPDWORD lpThreadId);
WINBASEAPI DWORD WINAPI WaitForSingleObject(_In_ HANDLE hHandle, _In_ DWORD dwMilliseconds);
WINBASEAPI BOOL WINAPI CloseHandle(_In_ HANDLE hObject);
WINBASEAPI BOOL WINAPI FindCloseChangeNotification(_In_ HANDLE hChangeHandle);
WINBASEAPI HANDLE WINAPI CreateMutexA(_In_opt_ LPSECURITY_ATTRIBUTES lpMutexAttributes, _In_ BOOL bInitialOwner, _In_opt_ LPCSTR lpName);
WINBASEAPI HANDLE WINAPI CreateMutexExA(_In_opt_ LPSECURITY_ATTRIBUTES lpMutexAttributes, _In_opt_ LPCSTR lpName, _In_ DWORD dwFlags, _In_ DWORD dwDesiredAccess);
WINBASEAPI HANDLE WINAPI OpenMutexA(_In_ DWORD dwDesiredAccess, _In_ BOOL bInheritHandle, _In_ LPCSTR lpName);
#define CreateMutex CreateMutexA
#define CreateMutexEx CreateMutexExA
#define OpenMutex OpenMutexA
WINBASEAPI HANDLE WINAPI CreateSemaphoreA(_In_opt_ LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, _In_ LONG lInitialCount, _In_ LONG lMaximumCount, _In_opt_ LPCSTR lpName);
WINBASEAPI HANDLE WINAPI CreateThread(_In_opt_ LPSECURITY_ATTRIBUTES lpThreadAttributes, _In_ SIZE_T dwStackSize, _In_ LPTHREAD_START_ROUTINE lpStartAddress, _In_opt_ LPVOID lpParameter, _In_ DWORD dwCreationFlags, _Out_opt_ LPDWORD lpThreadId);
WINBASEAPI HANDLE WINAPI GetCurrentProcess(VOID);
WINBASEAPI BOOL WINAPI TerminateProcess(_In_ HANDLE hProcess, _In_ UINT uExitCode);
WINBASEAPI VOID WINAPI GetSystemTimeAsFileTime(_Out_ LPFILETIME lpSystemTimeAsFileTime);
WINBASEAPI BOOL WINAPI ReadFile(_In_ HANDLE hFile, _Out_opt_ LPVOID lpBuffer, _In_ DWORD nNumberOfBytesToRead, _Out_opt_ LPDWORD lpNumberOfBytesRead, _Inout_opt_ LPOVERLAPPED lpOverlapped);
WINBASEAPI BOOL WINAPI WriteFile(_In_ HANDLE hFile, _In_opt_ const void *lpBuffer, _In_ DWORD nNumberOfBytesToWrite, _Out_opt_ LPDWORD lpNumberOfBytesWritten, _Inout_opt_ LPOVERLAPPED lpOverlapped);
WINBASEAPI BOOL WINAPI DeviceIoControl(_In_ HANDLE hDevice, _In_ DWORD dwIoControlCode, _In_opt_ LPVOID lpInBuffer, _In_ DWORD nInBufferSize, _Out_opt_ LPVOID lpOutBuffer, _In_ DWORD nOutBufferSize, _Out_opt_ LPDWORD lpBytesReturned, _Inout_opt_ LPOVERLAPPED lpOverlapped);
WINBASEAPI BOOL WINAPI GetOverlappedResult(_In_ HANDLE hFile, _In_ LPOVERLAPPED lpOverlapped, _Out_ LPDWORD lpNumberOfBytesTransferred, _In_ BOOL bWait);
WINBASEAPI BOOL WINAPI SetFileCompletionNotificationModes(_In_ HANDLE FileHandle, _In_ BYTE Flags);
WINBASEAPI HANDLE WINAPI CreateFileA(_In_ LPCSTR lpFileName, _In_ DWORD dwDesiredAccess, _In_ DWORD dwShareMode, _In_opt_ LPSECURITY_ATTRIBUTES lpSecurityAttributes, _In_ DWORD dwCreationDisposition, _In_ DWORD dwFlagsAndAttributes, _In_opt_ HANDLE hTemplateFile);
WINBASEAPI DWORD WINAPI WaitForMultipleObjects(_In_ DWORD nCount, _In_ const HANDLE *lpHandles, _In_ BOOL bWaitAll, _In_ DWORD dwMilliseconds);
WINBASEAPI HANDLE WINAPI GetCurrentProcess(VOID);
WINBASEAPI BOOL WINAPI TerminateProcess(_In_ HANDLE hProcess, _In_ UINT uExitCode);
typedef UINT_PTR SOCKET;
typedef struct _WSABUF {
  ULONG len;
  CHAR *buf;
} WSABUF, *LPWSABUF;
typedef VOID(CALLBACK *LPWSAOVERLAPPED_COMPLETION_ROUTINE)(_In_ DWORD dwError, _In_ DWORD cbTransferred, _In_ LPOVERLAPPED lpOverlapped, _In_ DWORD dwFlags);
DECLSPEC_IMPORT int WINAPI WSARecv(_In_ SOCKET s, _Inout_ LPWSABUF lpBuffers, _In_ DWORD dwBufferCount, _Out_opt_ LPDWORD lpNumberOfBytesRecvd, _Inout_ LPDWORD lpFlags, _Inout_opt_ LPOVERLAPPED lpOverlapped, _In_opt_ LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);
DECLSPEC_IMPORT int WINAPI WSAGetLastError(VOID);
WINBASEAPI BOOL WINAPI CancelIoEx(_In_ HANDLE hFile, _In_opt_ LPOVERLAPPED lpOverlapped);
WINBASEAPI DWORD WINAPI GetLastError(VOID);
WINBASEAPI VOID WINAPI Sleep(_In_ DWORD dwMilliseconds);
WINBASEAPI DECLSPEC_NORETURN VOID WINAPI ExitProcess(_In_ UINT uExitCode);
WINBASEAPI VOID WINAPI InitializeCriticalSection(_Out_ LPCRITICAL_SECTION lpCriticalSection);
WINBASEAPI VOID WINAPI EnterCriticalSection(_Inout_ LPCRITICAL_SECTION lpCriticalSection);
WINBASEAPI VOID WINAPI LeaveCriticalSection(_Inout_ LPCRITICAL_SECTION lpCriticalSection);
WINBASEAPI BOOL WINAPI TryEnterCriticalSection(_Inout_ LPCRITICAL_SECTION lpCriticalSection);
WINBASEAPI VOID WINAPI DeleteCriticalSection(_Inout_ LPCRITICAL_SECTION lpCriticalSection);
WINBASEAPI VOID WINAPI InitializeSRWLock(_Out_ PSRWLOCK SRWLock);
WINBASEAPI VOID WINAPI AcquireSRWLockExclusive(_Inout_ PSRWLOCK SRWLock);
WINBASEAPI VOID WINAPI AcquireSRWLockShared(_Inout_ PSRWLOCK SRWLock);
WINBASEAPI VOID WINAPI ReleaseSRWLockExclusive(_Inout_ PSRWLOCK SRWLock);
WINBASEAPI VOID WINAPI ReleaseSRWLockShared(_Inout_ PSRWLOCK SRWLock);
WINBASEAPI BOOL WINAPI SleepConditionVariableSRW(_Inout_ PCONDITION_VARIABLE ConditionVariable,
                                                 _Inout_ PSRWLOCK SRWLock, _In_ DWORD dwMilliseconds,
                                                 _In_ ULONG Flags);
WINBASEAPI VOID WINAPI WakeConditionVariable(_Inout_ PCONDITION_VARIABLE ConditionVariable);
WINBASEAPI HANDLE WINAPI CreateMutexA(_In_opt_ LPSECURITY_ATTRIBUTES lpMutexAttributes, _In_ BOOL bInitialOwner, _In_opt_ LPCSTR lpName);
#define CreateMutex CreateMutexA
WINBASEAPI BOOL WINAPI ReleaseMutex(_In_ HANDLE hMutex);

// Windows

DECLSPEC_IMPORT LRESULT WINAPI SendMessageA(_In_ HWND hWnd, _In_ UINT Msg, _In_ WPARAM wParam, _In_ LPARAM lParam);
#define SendMessage SendMessageA
DECLSPEC_IMPORT BOOL WINAPI PostMessageA(_In_opt_ HWND hWnd, _In_ UINT Msg, _In_ WPARAM wParam, _In_ LPARAM lParam);
#define PostMessage PostMessageA

// Memory

void *memset(void *Destination, int Value, size_t Size);
#define ZeroMemory(Destination, Length) memset((Destination), 0, (Length))
WINBASEAPI HANDLE WINAPI GetProcessHeap(VOID);
WINBASEAPI LPVOID WINAPI HeapAlloc(_In_ HANDLE hHeap, _In_ DWORD dwFlags, _In_ SIZE_T dwBytes);
WINBASEAPI BOOL WINAPI HeapFree(_Inout_ HANDLE hHeap, _In_ DWORD dwFlags, __drv_freesMem(Mem) _Frees_ptr_opt_ LPVOID lpMem);
WINBASEAPI HANDLE WINAPI LocalAlloc(_In_ UINT uFlags, _In_ SIZE_T uBytes);
WINBASEAPI HANDLE WINAPI LocalFree(_Frees_ptr_opt_ HANDLE hMem);
WINBASEAPI HANDLE WINAPI GlobalAlloc(_In_ UINT uFlags, _In_ SIZE_T dwBytes);
WINBASEAPI HANDLE WINAPI GlobalFree(_Frees_ptr_opt_ HANDLE hMem);
WINBASEAPI LPVOID WINAPI VirtualAlloc(_In_opt_ LPVOID lpAddress, _In_ SIZE_T dwSize, _In_ DWORD flAllocationType, _In_ DWORD flProtect);
WINBASEAPI BOOL WINAPI VirtualFree(_Inout_ LPVOID lpAddress, _In_ SIZE_T dwSize, _In_ DWORD dwFreeType);
DECLSPEC_IMPORT LPVOID WINAPI CoTaskMemAlloc(_In_ SIZE_T cb);
DECLSPEC_IMPORT VOID WINAPI CoTaskMemFree(_Frees_ptr_opt_ LPVOID pv);

int _abnormal_termination(void);
#define AbnormalTermination _abnormal_termination

// Interlocked functions are macros for compiler intrinsics in both dialects.

PVOID _InterlockedExchangePointer(PVOID volatile *Target, PVOID Value);
PVOID _InterlockedCompareExchangePointer(PVOID volatile *Destination, PVOID ExChange, PVOID Comperand);
LONG _InterlockedExchange(LONG volatile *Target, LONG Value);
LONG _InterlockedOr(LONG volatile *Destination, LONG Value);
LONG _InterlockedAnd(LONG volatile *Destination, LONG Value);
LONG _InterlockedIncrement(LONG volatile *Addend);
LONG _InterlockedDecrement(LONG volatile *Addend);
#define InterlockedExchangePointer _InterlockedExchangePointer
#define InterlockedCompareExchangePointer _InterlockedCompareExchangePointer
#define InterlockedExchange _InterlockedExchange
#define InterlockedOr _InterlockedOr
#define InterlockedAnd _InterlockedAnd
#define InterlockedIncrement _InterlockedIncrement
#define InterlockedDecrement _InterlockedDecrement

#ifdef __cplusplus
}
#endif
#endif
