// RUN: %check %s --broken
// The API is not declared: nothing is known, and nothing is said.
struct session {
  PTP_TIMER timer;
};

void stop(struct session *session) {
  CloseThreadpoolTimer(session->timer);
}
