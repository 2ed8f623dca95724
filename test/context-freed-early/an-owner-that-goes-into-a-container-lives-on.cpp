// RUN: %check %s --dialects=real
#include <map>
#include <memory>
#include <utility>
#include <vector>
#include <windows.h>

struct Session {
  int ticks;
  PTP_TIMER timer;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static std::vector<std::unique_ptr<Session>> sessions;
static std::map<int, std::unique_ptr<Session>> numbered;
static std::vector<std::shared_ptr<Session>> shared;

static std::unique_ptr<Session> open() {
  auto session = std::make_unique<Session>();
  session->timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(session->timer, &due, 1000, 0);
  return session;
}

void pushed() {
  auto session = open();
  sessions.push_back(std::move(session));
}

void put_in_place() {
  auto session = open();
  numbered.emplace(3, std::move(session));
}

void inserted() {
  auto session = open();
  numbered.insert({3, std::move(session)});
}

// The copy is another owner.
void copied() {
  auto session = std::make_shared<Session>();
  session->timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(session->timer, &due, 1000, 0);
  shared.push_back(session);
}

void kept() {
  auto session = open();
  auto other = open();
  sessions.push_back(std::move(other));
}
// expect: context 'session' of timer 'session->timer' is released while the callback may still run
