// RUN: %check %s threadpool-use-after-close --dialects=msvc,mingw
#include <windows.h>

typedef struct {
  int top, bottom;
} BAND;
typedef struct ENCODER ENCODER;
typedef struct {
  ENCODER *encoder;
  const BYTE *pixels;
  unsigned format, pitch;
  BYTE *planes[3], *colours[3];
  unsigned strides[3];
} TASK;
struct ENCODER {
  PTP_WORK *works;
  TASK *tasks;
  unsigned capacity, height;
  BOOL threads;
};

void log(int);

static VOID CALLBACK gray(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  log(((TASK *)context)->format);
}
static VOID CALLBACK colour(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  log(((TASK *)context)->pitch);
}

static BOOL submit(PTP_WORK *work, PTP_WORK_CALLBACK encode, const void *task) {
  union {
    const void *given;
    void *taken;
  } either;
  either.given = task;
  *work = NULL;
  *work = CreateThreadpoolWork(encode, either.taken, NULL);
  if (!*work)
    return FALSE;
  SubmitThreadpoolWork(*work);
  return TRUE;
}

static void join(PTP_WORK *works, unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    PTP_WORK work = works[i];
    works[i] = NULL;
    if (!work)
      continue;
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
  }
}

static TASK fill(const BAND *band, ENCODER *encoder, const BYTE *pixels, unsigned pitch,
                 unsigned format, const unsigned strides[], BYTE *planes[], BYTE *colours[]) {
  TASK task = {0};
  task.encoder = encoder;
  task.pixels = pixels;
  task.format = format;
  task.pitch = pitch;
  task.planes[0] = planes[0];
  task.planes[1] = planes[1];
  task.planes[2] = planes[2];
  if (colours) {
    task.colours[0] = colours[0];
    task.colours[1] = colours[1];
    task.colours[2] = colours[2];
  }
  task.strides[0] = strides[0];
  task.strides[1] = strides[1];
  task.strides[2] = strides[2];
  return task;
}

static unsigned steps(unsigned height, unsigned step) {
  const unsigned count = (height + step / 2 + 1) / step;
  if (count < 1)
    return 1;
  return count;
}

// So many ways through the loops that some had to be merged: a work object of
// one turn then has the name of one that was closed in another.
static BOOL encodeAll(ENCODER *encoder, PTP_WORK_CALLBACK encode, const BYTE *pixels,
                      unsigned pitch, unsigned format, const unsigned strides[], BYTE *planes[],
                      BYTE *colours[], const BAND *bands, unsigned count) {
  BOOL done = FALSE;
  unsigned next = 0;
  if (!encoder->threads)
    return FALSE;
  for (unsigned x = 0; x < count; x++) {
    const BAND *band = &bands[x];
    const unsigned height = band->bottom - band->top;
    const unsigned parts = steps(height, encoder->height);
    for (unsigned y = 0; y < parts; y++) {
      BAND part = *band;
      TASK *task = NULL;
      if (encoder->capacity <= next) {
        join(encoder->works, encoder->capacity);
        next = 0;
      }
      task = &encoder->tasks[next];
      part.top += y * encoder->height;
      *task = fill(&part, encoder, pixels, pitch, format, strides, planes, colours);
      if (!submit(&encoder->works[next], encode, task))
        goto fail;
      next++;
    }
  }
  done = TRUE;
fail:
  join(encoder->works, encoder->capacity);
  return done;
}

BOOL encodeGray(ENCODER *encoder, const BYTE *pixels, unsigned pitch, unsigned format,
                const unsigned strides[3], BYTE *planes[3], const BAND *bands, unsigned count) {
  if (!encoder || !pixels || !strides || !planes || !bands)
    return FALSE;
  return encodeAll(encoder, gray, pixels, pitch, format, strides, planes, NULL, bands, count);
}

BOOL encodeColour(ENCODER *encoder, BYTE version, const BYTE *pixels, unsigned pitch,
                  unsigned format, const unsigned strides[3], BYTE *planes[3],
                  BYTE *colours[3], const BAND *bands, unsigned count) {
  PTP_WORK_CALLBACK encode = version ? gray : colour;
  return encodeAll(encoder, encode, pixels, pitch, format, strides, planes, colours, bands,
                   count);
}

// Few ways, and each of them does it: that is sure.
void twice(PTP_WORK work, int fast, int logged) {
  CloseThreadpoolWork(work);
  if (fast)
    log(0);
  if (logged)
    log(1);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed a second time
}
