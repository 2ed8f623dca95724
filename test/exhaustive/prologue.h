/* What the generated programs need of the Windows headers: seen by the compiler in a millisecond. */
#ifdef __cplusplus
#include "std_subset.h"
extern "C" {
#define NORETURN [[noreturn]]
#else
#define NULL ((void *)0)
#define NORETURN _Noreturn
#endif
#ifndef NULL
#define NULL 0
#endif
#define CALLBACK __stdcall
#define WINAPI __stdcall
#define TRUE 1
#define FALSE 0
typedef int BOOL;
typedef unsigned long DWORD, ULONG;
typedef void *PVOID, *HANDLE;
typedef unsigned long long SIZE_T;
typedef struct _FILETIME { DWORD dwLowDateTime, dwHighDateTime; } FILETIME, *PFILETIME;
typedef struct _TP_TIMER TP_TIMER, *PTP_TIMER;
typedef struct _TP_WAIT TP_WAIT, *PTP_WAIT;
typedef struct _TP_WORK TP_WORK, *PTP_WORK;
typedef struct _TP_IO TP_IO, *PTP_IO;
typedef struct _TP_CLEANUP_GROUP TP_CLEANUP_GROUP, *PTP_CLEANUP_GROUP;
typedef struct _TP_CALLBACK_INSTANCE TP_CALLBACK_INSTANCE, *PTP_CALLBACK_INSTANCE;
typedef struct _TP_CALLBACK_ENVIRON_V3 { DWORD Version; PTP_CLEANUP_GROUP CleanupGroup; } TP_CALLBACK_ENVIRON, *PTP_CALLBACK_ENVIRON;
typedef void(CALLBACK *PTP_TIMER_CALLBACK)(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
typedef void(CALLBACK *PTP_WAIT_CALLBACK)(PTP_CALLBACK_INSTANCE, PVOID, PTP_WAIT, ULONG);
typedef void(CALLBACK *PTP_WORK_CALLBACK)(PTP_CALLBACK_INSTANCE, PVOID, PTP_WORK);
typedef void(CALLBACK *PTP_WIN32_IO_CALLBACK)(PTP_CALLBACK_INSTANCE, PVOID, PVOID, ULONG, SIZE_T, PTP_IO);
PTP_TIMER WINAPI CreateThreadpoolTimer(PTP_TIMER_CALLBACK, PVOID, PTP_CALLBACK_ENVIRON);
void WINAPI SetThreadpoolTimer(PTP_TIMER, PFILETIME, DWORD, DWORD);
BOOL WINAPI SetThreadpoolTimerEx(PTP_TIMER, PFILETIME, DWORD, DWORD);
void WINAPI WaitForThreadpoolTimerCallbacks(PTP_TIMER, BOOL);
void WINAPI CloseThreadpoolTimer(PTP_TIMER);
PTP_WAIT WINAPI CreateThreadpoolWait(PTP_WAIT_CALLBACK, PVOID, PTP_CALLBACK_ENVIRON);
void WINAPI SetThreadpoolWait(PTP_WAIT, HANDLE, PFILETIME);
BOOL WINAPI SetThreadpoolWaitEx(PTP_WAIT, HANDLE, PFILETIME, PVOID);
void WINAPI WaitForThreadpoolWaitCallbacks(PTP_WAIT, BOOL);
void WINAPI CloseThreadpoolWait(PTP_WAIT);
PTP_WORK WINAPI CreateThreadpoolWork(PTP_WORK_CALLBACK, PVOID, PTP_CALLBACK_ENVIRON);
void WINAPI SubmitThreadpoolWork(PTP_WORK);
void WINAPI WaitForThreadpoolWorkCallbacks(PTP_WORK, BOOL);
void WINAPI CloseThreadpoolWork(PTP_WORK);
PTP_IO WINAPI CreateThreadpoolIo(HANDLE, PTP_WIN32_IO_CALLBACK, PVOID, PTP_CALLBACK_ENVIRON);
void WINAPI StartThreadpoolIo(PTP_IO);
void WINAPI CancelThreadpoolIo(PTP_IO);
void WINAPI WaitForThreadpoolIoCallbacks(PTP_IO, BOOL);
void WINAPI CloseThreadpoolIo(PTP_IO);
void WINAPI DisassociateCurrentThreadFromCallback(PTP_CALLBACK_INSTANCE);
typedef void(CALLBACK *PTP_CLEANUP_GROUP_CANCEL_CALLBACK)(PVOID, PVOID);
PTP_CLEANUP_GROUP WINAPI CreateThreadpoolCleanupGroup(void);
void WINAPI CloseThreadpoolCleanupGroupMembers(PTP_CLEANUP_GROUP, BOOL, PVOID);
void WINAPI CloseThreadpoolCleanupGroup(PTP_CLEANUP_GROUP);
void WINAPI InitializeThreadpoolEnvironment(PTP_CALLBACK_ENVIRON);
void WINAPI SetThreadpoolCallbackCleanupGroup(PTP_CALLBACK_ENVIRON, PTP_CLEANUP_GROUP, PTP_CLEANUP_GROUP_CANCEL_CALLBACK);
PVOID InterlockedExchangePointer(PVOID volatile *, PVOID);
void *malloc(SIZE_T);
void free(void *);
HANDLE WINAPI GetProcessHeap(void);
PVOID WINAPI HeapAlloc(HANDLE, DWORD, SIZE_T);
BOOL WINAPI HeapFree(HANDLE, DWORD, PVOID);
HANDLE WINAPI LocalFree(HANDLE);
void CoTaskMemFree(PVOID);

struct Ctx { long ticks; struct Ctx *next; };
void CALLBACK on_timer(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
void CALLBACK on_wait(PTP_CALLBACK_INSTANCE, PVOID, PTP_WAIT, ULONG);
void CALLBACK on_work(PTP_CALLBACK_INSTANCE, PVOID, PTP_WORK);
void CALLBACK on_io(PTP_CALLBACK_INSTANCE, PVOID, PVOID, ULONG, SIZE_T, PTP_IO);
int cond(void);
int pick(void);
NORETURN void fatal(void);
void hand_over(void *handle);
void borrow(void *box);
extern HANDLE g_event, g_file;
extern FILETIME g_due;
extern struct Ctx g_ctx;
#ifdef __cplusplus
}
#endif
static FILETIME *const kNever = NULL;
#define DISARM_TIMER(t) SetThreadpoolTimer((t), NULL, 0, 0)
#define DISARM_WAIT(q) SetThreadpoolWait((q), NULL, NULL)
