// RUN: %check %s
#include <windows.h>

struct session {
	PTP_TIMER timer;
};

void stop(struct session *session)
{
	if (session->timer) {
//+		SetThreadpoolTimer(session->timer, NULL, 0, 0);
//+		WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
		CloseThreadpoolTimer(session->timer);
		// expect: timer 'session->timer' is closed while its callback may still run; it was
		//   neither disarmed nor drained
	}
}
