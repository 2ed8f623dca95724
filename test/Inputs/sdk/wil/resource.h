// Stands in for the part of WIL that owns thread pool handles and locks, in its
// shape: one template, and a function that ends what is owned.
#pragma once
#include <windows.h>

namespace wil {
namespace details {
template <typename Pointer, typename Function, Function End> struct resource_policy {
  typedef Pointer pointer;
  static void close_reset(Pointer value) { End(value); }
};

template <typename Policy> class unique_storage {
public:
  typedef typename Policy::pointer pointer;
  unique_storage() : m_ptr(nullptr) {}
  explicit unique_storage(pointer value) : m_ptr(value) {}
  ~unique_storage() {
    if (m_ptr)
      Policy::close_reset(m_ptr);
  }
  pointer get() const { return m_ptr; }
  pointer release() {
    pointer value = m_ptr;
    m_ptr = nullptr;
    return value;
  }
  void reset(pointer value = nullptr) {
    if (m_ptr)
      Policy::close_reset(m_ptr);
    m_ptr = value;
  }

protected:
  pointer m_ptr;
};

struct DestroyThreadPoolTimer {
  static void Destroy(PTP_TIMER timer) {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
  static void Close(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }
};
struct LockEnd {
  static void Leave(CRITICAL_SECTION *lock) { LeaveCriticalSection(lock); }
  static void Exclusive(SRWLOCK *lock) { ReleaseSRWLockExclusive(lock); }
  static void Shared(SRWLOCK *lock) { ReleaseSRWLockShared(lock); }
};
} // namespace details

template <typename Storage> class unique_any_t : public Storage {
public:
  typedef typename Storage::pointer pointer;
  unique_any_t() {}
  explicit unique_any_t(pointer value) : Storage(value) {}
  unique_any_t(unique_any_t &&other) : Storage(other.release()) {}
  unique_any_t(const unique_any_t &) = delete;
  unique_any_t &operator=(const unique_any_t &) = delete;
  explicit operator bool() const { return this->m_ptr != nullptr; }
};
template <typename Pointer, typename Function, Function End>
using unique_any = unique_any_t<details::unique_storage<details::resource_policy<Pointer, Function, End>>>;

typedef unique_any<PTP_TIMER, void (*)(PTP_TIMER), details::DestroyThreadPoolTimer::Destroy> unique_threadpool_timer;
typedef unique_any<PTP_TIMER, void (*)(PTP_TIMER), details::DestroyThreadPoolTimer::Close> unique_threadpool_timer_nowait;

typedef unique_any<CRITICAL_SECTION *, void (*)(CRITICAL_SECTION *), details::LockEnd::Leave> cs_leave_scope_exit;
typedef unique_any<SRWLOCK *, void (*)(SRWLOCK *), details::LockEnd::Exclusive> rwlock_release_exclusive_scope_exit;
typedef unique_any<SRWLOCK *, void (*)(SRWLOCK *), details::LockEnd::Shared> rwlock_release_shared_scope_exit;

class critical_section {
public:
  critical_section() { InitializeCriticalSection(&m_lock); }
  ~critical_section() { DeleteCriticalSection(&m_lock); }
  cs_leave_scope_exit lock() {
    EnterCriticalSection(&m_lock);
    return cs_leave_scope_exit(&m_lock);
  }

private:
  CRITICAL_SECTION m_lock;
};
class srwlock {
public:
  rwlock_release_exclusive_scope_exit lock_exclusive() {
    AcquireSRWLockExclusive(&m_lock);
    return rwlock_release_exclusive_scope_exit(&m_lock);
  }
  rwlock_release_shared_scope_exit lock_shared() {
    AcquireSRWLockShared(&m_lock);
    return rwlock_release_shared_scope_exit(&m_lock);
  }

private:
  SRWLOCK m_lock = SRWLOCK_INIT;
};

namespace details {
template <typename Lambda> class lambda_call {
public:
  explicit lambda_call(Lambda &&lambda) : m_lambda(static_cast<Lambda &&>(lambda)) {}
  lambda_call(lambda_call &&other) : m_lambda(static_cast<Lambda &&>(other.m_lambda)), m_call(other.m_call) {
    other.m_call = false;
  }
  ~lambda_call() { reset(); }
  void release() { m_call = false; }
  void reset() {
    if (m_call) {
      m_call = false;
      m_lambda();
    }
  }

private:
  Lambda m_lambda;
  bool m_call = true;
};
} // namespace details
template <typename Lambda> auto scope_exit(Lambda &&lambda) {
  return details::lambda_call<Lambda>(static_cast<Lambda &&>(lambda));
}
} // namespace wil
