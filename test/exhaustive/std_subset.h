/* The corner of the C++ library that the generated programs use. */
#pragma clang system_header
#pragma once
namespace std {
using nullptr_t = decltype(nullptr);

template <class T, class U = T> T exchange(T &object, U &&value) {
  T old = static_cast<T &&>(object);
  object = static_cast<U &&>(value);
  return old;
}

template <class T> struct default_delete {
  void operator()(T *pointer) const { delete pointer; }
};

template <class T, class D = default_delete<T>> class unique_ptr {
  T *held = nullptr;
  D deleter;

public:
  unique_ptr() = default;
  explicit unique_ptr(T *pointer) : held(pointer) {}
  unique_ptr(T *pointer, D deleter) : held(pointer), deleter(deleter) {}
  unique_ptr(unique_ptr &&other) : held(other.release()) {}
  unique_ptr(const unique_ptr &) = delete;
  ~unique_ptr() {
    if (held)
      deleter(held);
  }
  T *get() const { return held; }
  T *operator->() const { return held; }
  explicit operator bool() const { return held != nullptr; }
  T *release() {
    T *old = held;
    held = nullptr;
    return old;
  }
  void reset(T *pointer = nullptr) {
    T *old = held;
    held = pointer;
    if (old)
      deleter(old);
  }
};

template <class T> class shared_ptr {
  T *held = nullptr;

public:
  shared_ptr() = default;
  explicit shared_ptr(T *pointer);
  template <class D> shared_ptr(T *pointer, D deleter);
  shared_ptr(const shared_ptr &);
  ~shared_ptr();
  T *get() const;
  T *operator->() const;
  explicit operator bool() const;
  void reset();
  void reset(T *pointer);
  template <class D> void reset(T *pointer, D deleter);
};
} // namespace std
