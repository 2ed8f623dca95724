// Stands in for the C header of this name.
#ifndef TEST_STRING_H
#define TEST_STRING_H
#ifdef __cplusplus
extern "C" {
#endif
typedef __SIZE_TYPE__ size_t;
void *memset(void *destination, int value, size_t count);
void *memcpy(void *destination, const void *source, size_t count);
#ifdef __cplusplus
}
#endif
#endif
