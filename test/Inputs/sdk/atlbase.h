// Stands in for the part of ATL that holds locks.
#pragma once
#include <windows.h>

class CComAutoCriticalSection {
public:
  CComAutoCriticalSection() { InitializeCriticalSection(&m_sec); }
  ~CComAutoCriticalSection() { DeleteCriticalSection(&m_sec); }
  HRESULT Lock() {
    EnterCriticalSection(&m_sec);
    return 0;
  }
  HRESULT Unlock() {
    LeaveCriticalSection(&m_sec);
    return 0;
  }

private:
  CRITICAL_SECTION m_sec;
};

template <class TLock> class CComCritSecLock {
public:
  CComCritSecLock(TLock &cs, bool bInitialLock = true) : m_cs(cs), m_bLocked(false) {
    if (bInitialLock)
      Lock();
  }
  ~CComCritSecLock() {
    if (m_bLocked)
      Unlock();
  }
  HRESULT Lock() {
    m_bLocked = true;
    return m_cs.Lock();
  }
  void Unlock() {
    m_cs.Unlock();
    m_bLocked = false;
  }

private:
  TLock &m_cs;
  bool m_bLocked;
};
