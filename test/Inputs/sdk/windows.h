// Stands in for the Windows header of this name.
#include <threadpool.h>
