// RUN: %check %s
struct timer {
  int armed;
  void *context;
};

static struct timer *CreateThreadpoolTimer(void (*callback)(void *), void *context) {
  static struct timer only;
  callback(context);
  only.context = context;
  return &only;
}
static void SetThreadpoolTimer(struct timer *timer, long due) { timer->armed = due != 0; }
static void CloseThreadpoolTimer(struct timer *timer) { timer->context = 0; }

static void tick(void *context) { (void)context; }

void use(int value) {
  struct timer *timer = CreateThreadpoolTimer(tick, &value);
  SetThreadpoolTimer(timer, 1);
  CloseThreadpoolTimer(timer);
}
