/* LD_PRELOAD: logs every change to the files of one folder, and every flush that has returned, so that a test can build
   the states in which a power cut may leave a disk.
   A record: length of data (u32), what (u8: Open Write Truncate Unlink Sync), file (u32), offset (u64), data.
   The folder itself is a file, too: its flush brings the names of files made and removed to the disk. Of a Sync the
   offset is the place in the log up to which it holds. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -2, files[FILES], known = 1;
static char *names[FILES];
static const char *folder;
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int ready(void) {
    if (log_file == -2) {
        folder = getenv("FLUSH_FOLDER");
        log_file = folder ? REAL(open64)(getenv("FLUSH_LOG"), O_CREAT | O_WRONLY | O_APPEND, 0600) : -1;
    }
    return log_file >= 0;
}

static void note(char what, uint32_t file, uint64_t offset, const void *data, uint32_t length) {
    char head[17];
    memcpy(head, &length, 4);
    head[4] = what;
    memcpy(head + 5, &file, 4);
    memcpy(head + 9, &offset, 8);
    struct iovec parts[2] = {{head, 17}, {(void *)data, length}};
    if (writev(log_file, parts, length ? 2 : 1) < 0) abort();
}

static int file_of(int fd) { return ready() && fd >= 0 && fd < FILES ? files[fd] : 0; }

static int number(const char *path) {
    int file = 1;
    while (file < known && strcmp(names[file], path)) file++;
    if (file == known) names[known++] = strdup(path);
    return file;
}

static int opened(const char *path, int fd) {
    if (!ready() || fd < 0 || fd >= FILES) return fd;
    pthread_mutex_lock(&lock);
    files[fd] = 0;
    if (!strncmp(path, folder, strlen(folder))) {
        files[fd] = number(path);
        note('O', files[fd], 0, path, strlen(path));
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (!done && ready() && !strncmp(path, folder, strlen(folder))) {
        pthread_mutex_lock(&lock);
        note('U', number(path), 0, 0, 0);
        pthread_mutex_unlock(&lock);
    }
    return done;
}

#define OPEN(name)                                                                                                     \
    int name(const char *path, int flags, ...) {                                                                       \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                                        \
        va_end(more);                                                                                                  \
        return opened(path, REAL(name)(path, flags, mode));                                                            \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    if (fd >= 0 && fd < FILES) files[fd] = 0;
    return REAL(close)(fd);
}

#define CHANGE(call, what, offset, data, length)                                                                       \
    if (!file_of(fd)) return call;                                                                                     \
    pthread_mutex_lock(&lock);                                                                                         \
    __typeof__(call) done = call;                                                                                      \
    if (done >= 0) note(what, files[fd], offset, data, length);                                                        \
    pthread_mutex_unlock(&lock);                                                                                       \
    return done;

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    CHANGE(REAL(pwrite64)(fd, data, size, at), 'W', at, data, done)
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    CHANGE(REAL(pwrite)(fd, data, size, at), 'W', at, data, done)
}
ssize_t write(int fd, const void *data, size_t size) {
    if (!file_of(fd)) return REAL(write)(fd, data, size);
    struct stat state;
    fstat(fd, &state);
    CHANGE(REAL(write)(fd, data, size), 'W', state.st_size, data, done)
}
int ftruncate64(int fd, off64_t size) { CHANGE(REAL(ftruncate64)(fd, size), 'T', size, 0, 0) }
int ftruncate(int fd, off_t size) { CHANGE(REAL(ftruncate)(fd, size), 'T', size, 0, 0) }

#define FLUSH(name)                                                                                                    \
    int name(int fd) {                                                                                                 \
        if (!file_of(fd)) return REAL(name)(fd);                                                                       \
        off_t place = lseek(log_file, 0, SEEK_END);                                                                    \
        CHANGE(REAL(name)(fd), 'S', place, 0, 0)                                                                       \
    }
FLUSH(fsync)
FLUSH(fdatasync)
