#pragma clang system_header
#include <wil/resource.h>

void vendor_release(PTP_TIMER timer); // what it does cannot be seen

typedef wil::unique_any<PTP_TIMER, void (*)(PTP_TIMER), vendor_release> vendor_timer;
