// RUN: %check %s --broken
#include <windows.h>

class Dialog : public Missing<Dialog> {
public:
  long OnInitDialog();
  long OnCount() { SubmitThreadpoolWork(work_); return 0; }
  long OnDestroy();

private:
  PTP_WORK work_;
};

long Dialog::OnInitDialog() {
  work_ = CreateThreadpoolWork(Undeclared, this, nullptr);
  if (!work_)
    EndDialog(2);
  return 0;
}

long Dialog::OnDestroy() {
  CloseThreadpoolWork(work_);
  // expect: work object 'work_' is closed while its callback may still run; it was
  //   not drained, and its context '*this' is released afterwards
  return 0;
}
