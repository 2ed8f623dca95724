// Stands in for the C header of this name.
#ifndef TEST_STDLIB_H
#define TEST_STDLIB_H
#ifdef __cplusplus
extern "C" {
#endif
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void free(void *pointer);
void *_aligned_malloc(size_t size, size_t alignment);
void _aligned_free(void *pointer);
__attribute__((noreturn)) void abort(void);
#ifdef __cplusplus
}
#endif
#endif
