// RUN: %check %s threadpool-unsafe-close threadpool-context-freed-early threadpool-use-after-close
// A loop that disarms, one that drains and one that closes may each go over the
// whole list: what one did to the records after the first, the next finds done.
#include <stdlib.h>
#include <windows.h>

typedef struct Session {
  struct Session *next;
  PTP_TIMER timer;
  int ticks;
} Session;

static Session *sessions;

void three_loops(Session *head) {
  Session *s, *next;
  for (s = head; s; s = s->next)
    SetThreadpoolTimer(s->timer, NULL, 0, 0);
  for (s = head; s; s = s->next)
    WaitForThreadpoolTimerCallbacks(s->timer, TRUE);
  for (s = head; s; s = next) {
    next = s->next;
    CloseThreadpoolTimer(s->timer);
    free(s);
  }
}

static void stop_all(void) {
  for (Session *s = sessions; s != NULL; s = s->next) {
    SetThreadpoolTimer(s->timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(s->timer, TRUE);
  }
}

static void free_all(void) {
  while (sessions) {
    Session *s = sessions;
    sessions = s->next;
    CloseThreadpoolTimer(s->timer);
    free(s);
  }
}

void all_in_helpers(void) {
  stop_all();
  free_all();
}

// Not the first one.
void all_but_the_head(Session **head) {
  Session *s;
  for (s = (*head)->next; s; s = s->next)
    SetThreadpoolTimer(s->timer, NULL, 0, 0);
  while ((s = *head) != NULL) {
    *head = s->next;
    //+    SetThreadpoolTimer(s->timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(s->timer, TRUE);
    CloseThreadpoolTimer(s->timer);
    // expect: timer 's->timer' is closed while its callback may still run; it was drained but not disarmed{{.*}}
    free(s);
  }
}

// The drain stops where the first idle one is.
void up_to_an_idle_one(Session *head) {
  Session *s;
  for (s = head; s; s = s->next)
    SetThreadpoolTimer(s->timer, NULL, 0, 0);
  for (s = head; s && s->ticks; s = s->next)
    WaitForThreadpoolTimerCallbacks(s->timer, TRUE);
  for (s = head; s; s = s->next) {
    //+    WaitForThreadpoolTimerCallbacks(s->timer, TRUE);
    CloseThreadpoolTimer(s->timer);
    // expect: timer 's->timer' is closed while its callback may still run; it was disarmed but not drained
  }
}

typedef struct Link {
  struct Link *Flink, *Blink;
} Link;

typedef struct Job {
  Link link;
  PTP_WAIT wait;
} Job;

static Link jobs;

static Job *job_of(Link *entry) { return CONTAINING_RECORD(entry, Job, link); }

void a_list_with_a_head(void) {
  Link *e;
  for (e = jobs.Flink; e != &jobs; e = e->Flink)
    SetThreadpoolWait(job_of(e)->wait, NULL, NULL);
  for (e = jobs.Flink; e != &jobs; e = e->Flink)
    WaitForThreadpoolWaitCallbacks(job_of(e)->wait, TRUE);
  while (jobs.Flink != &jobs) {
    Job *job = job_of(jobs.Flink);
    jobs.Flink = job->link.Flink;
    jobs.Flink->Blink = &jobs;
    CloseThreadpoolWait(job->wait);
    free(job);
  }
}

void a_list_with_a_head_in_haste(void) {
  Link *e;
  for (e = jobs.Flink; e != &jobs; e = e->Flink)
    SetThreadpoolWait(job_of(e)->wait, NULL, NULL);
  while (jobs.Flink != &jobs) {
    Job *job = job_of(jobs.Flink);
    jobs.Flink = job->link.Flink;
    jobs.Flink->Blink = &jobs;
    //+    WaitForThreadpoolWaitCallbacks(job->wait, TRUE);
    CloseThreadpoolWait(job->wait);
    // expect: wait object 'job->wait' is closed while its callback may still run; it was disarmed but not drained
    free(job);
  }
}
