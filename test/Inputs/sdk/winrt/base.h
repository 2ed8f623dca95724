// Stands in for the part of C++/WinRT that holds locks.
#pragma once
namespace winrt {
struct slim_mutex {
  slim_mutex() noexcept = default;
  slim_mutex(slim_mutex const &) = delete;
  void lock() noexcept;
  void lock_shared() noexcept;
  void unlock() noexcept;
  void unlock_shared() noexcept;
  bool try_lock() noexcept;

private:
  void *m_lock = nullptr;
};
struct slim_lock_guard {
  explicit slim_lock_guard(slim_mutex &m) noexcept : m_mutex(m) { m_mutex.lock(); }
  slim_lock_guard(slim_lock_guard const &) = delete;
  ~slim_lock_guard() noexcept { m_mutex.unlock(); }

private:
  slim_mutex &m_mutex;
};
} // namespace winrt
