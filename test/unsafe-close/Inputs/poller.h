#include <windows.h>

class Poller {
public:
  Poller();
  void stop();

private:
  void end();
  PTP_TIMER timer;
};
