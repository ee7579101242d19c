/* LD_PRELOAD: makes every flush take SLOW_FLUSH_MS longer, one after the other, as a cheap disk does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t disk = PTHREAD_MUTEX_INITIALIZER;

static void slow(void) {
    pthread_mutex_lock(&disk);
    usleep(1000 * atol(getenv("SLOW_FLUSH_MS")));
    pthread_mutex_unlock(&disk);
}

int fsync(int file) {
    slow();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file) {
    slow();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
