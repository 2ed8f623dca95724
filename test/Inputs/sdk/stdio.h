// Stands in for the C header of this name.
#ifndef TEST_STDIO_H
#define TEST_STDIO_H
#ifdef __cplusplus
extern "C" {
#endif
int printf(const char *format, ...);
#ifdef __cplusplus
}
#endif
#endif
