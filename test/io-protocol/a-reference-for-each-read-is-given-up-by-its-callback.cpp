// RUN: %check %s threadpool-io-protocol threadpool-unsafe-close --dialects=real
#include <winsock2.h>
#include <windows.h>
#include <atomic>

// Each read holds a reference; the callback takes one for the next read before
// it gives up that of its own.
class Connection {
  SOCKET socket_;
  PTP_IO io_ = nullptr;
  WSAOVERLAPPED overlapped_{};
  char buffer_[1024];
  std::atomic<int> references_{1};
  std::atomic<bool> closing_{false};

  static VOID CALLBACK received(PTP_CALLBACK_INSTANCE, PVOID context, PVOID, ULONG error, ULONG_PTR bytes, PTP_IO) {
    auto *self = static_cast<Connection *>(context);
    if (error == NO_ERROR && bytes > 0 && !self->closing_)
      self->receive();
    self->release();
  }
  ~Connection() {
    if (io_)
      CloseThreadpoolIo(io_);
    closesocket(socket_);
  }

public:
  explicit Connection(SOCKET socket) : socket_(socket) {}
  bool init() {
    io_ = CreateThreadpoolIo(reinterpret_cast<HANDLE>(socket_), received, this, nullptr);
    return io_;
  }
  void retain() { ++references_; }
  void release() {
    if (--references_ == 0)
      delete this;
  }
  bool receive() {
    WSABUF buffer{sizeof buffer_, buffer_};
    DWORD flags = 0;
    retain();
    StartThreadpoolIo(io_);
    if (WSARecv(socket_, &buffer, 1, nullptr, &flags, &overlapped_, nullptr) == SOCKET_ERROR &&
        WSAGetLastError() != WSA_IO_PENDING) {
      CancelThreadpoolIo(io_);
      release();
      return false;
    }
    return true;
  }
  void close() {
    closing_ = true;
    CancelIoEx(reinterpret_cast<HANDLE>(socket_), nullptr);
    release();
  }
};

void accepted(SOCKET socket) {
  auto *connection = new Connection(socket);
  if (!connection->init()) {
    connection->release();
    return;
  }
  if (!connection->receive())
    connection->close();
  else
    connection->close();
}
