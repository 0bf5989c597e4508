/* A disk that is watched, and that fails when it is told to: the program under test is started
 * with this library before the system's (LD_PRELOAD).
 *
 * What is done to the files under MARBRE_DISK is written to the file MARBRE_TRACE, in order, as
 * records: a letter (W write, T truncate, S sync, C create, R rename, U unlink), the length of the
 * name (4 bytes), an offset and a length (8 bytes each, of this machine's order), the name, then
 * the bytes written or the new name.
 *
 * From the MARBRE_FAIL_AT-th write, truncation or sync on, MARBRE_FAIL_TIMES of them fail with the
 * error number MARBRE_FAIL_WITH, and do nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static long calls = 0;

#define NEXT(name)                                                                                \
  static __typeof__(name) *next = NULL;                                                           \
  if (next == NULL) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name);

static const char *disk(void) { return getenv("MARBRE_DISK"); }

static const char *under(const char *path) {
  const char *folder = disk();
  if (folder == NULL || path == NULL) return NULL;
  size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && path[length] == '/' ? path + length + 1 : NULL;
}

/* The name of the open file under the folder, or nothing. */
static const char *name_of(int fd, char *path, size_t room) {
  char link[64];
  struct stat facts;
  if (disk() == NULL) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, room - 1);
  if (length < 0) return NULL;
  path[length] = '\0';
  if (syscall(SYS_fstat, fd, &facts) != 0 || !S_ISREG(facts.st_mode)) return NULL;
  return under(path);
}

static void put(int trace, const void *bytes, size_t count) {
  const char *from = bytes;
  while (count > 0) {
    long done = syscall(SYS_write, trace, from, count);
    if (done <= 0) abort();
    from += done;
    count -= (size_t)done;
  }
}

static void tell(char what, const char *name, uint64_t at, uint64_t length, const void *bytes,
                 size_t count) {
  static int trace = -1;
  const char *path = getenv("MARBRE_TRACE");
  if (path == NULL) return;
  if (trace < 0)
    trace = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  uint32_t letters = (uint32_t)strlen(name);
  put(trace, &what, 1);
  put(trace, &letters, sizeof letters);
  put(trace, &at, sizeof at);
  put(trace, &length, sizeof length);
  put(trace, name, letters);
  put(trace, bytes, count);
}

/* Whether this call is one of those that fail. */
static int fails(const char *name) {
  const char *at = getenv("MARBRE_FAIL_AT");
  const char *times = getenv("MARBRE_FAIL_TIMES");
  const char *with = getenv("MARBRE_FAIL_WITH");
  if (at == NULL || times == NULL || with == NULL || strcmp(name, "acknowledged") == 0) return 0;
  long call = calls++;
  if (call < atol(at) || call >= atol(at) + atol(times)) return 0;
  errno = atoi(with);
  return 1;
}

#define WATCHED(fd, call, record)                                                                 \
  char path[4096];                                                                                \
  const char *name = name_of(fd, path, sizeof path);                                              \
  if (name == NULL) return call;                                                                  \
  pthread_mutex_lock(&one_at_a_time);                                                             \
  long done = -1;                                                                                 \
  if (!fails(name)) {                                                                             \
    done = (long)(call);                                                                          \
    if (done >= 0) record;                                                                        \
  }                                                                                               \
  int why = errno;                                                                                \
  pthread_mutex_unlock(&one_at_a_time);                                                           \
  errno = why;                                                                                    \
  return done;

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  NEXT(pwrite64)
  WATCHED(fd, next(fd, bytes, count, at),
          tell('W', name, (uint64_t)at, (uint64_t)done, bytes, (size_t)done))
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  return pwrite64(fd, bytes, count, at);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  NEXT(write)
  WATCHED(fd, next(fd, bytes, count),
          tell('W', name, (uint64_t)(lseek(fd, 0, SEEK_CUR) - done), (uint64_t)done, bytes,
               (size_t)done))
}

int ftruncate64(int fd, off64_t length) {
  NEXT(ftruncate64)
  WATCHED(fd, next(fd, length), tell('T', name, (uint64_t)length, 0, NULL, 0))
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) {
  NEXT(fsync)
  WATCHED(fd, next(fd), tell('S', name, 0, 0, NULL, 0))
}

int fdatasync(int fd) {
  NEXT(fdatasync)
  WATCHED(fd, next(fd), tell('S', name, 0, 0, NULL, 0))
}

int rename(const char *from, const char *to) {
  NEXT(rename)
  const char *old = under(from), *new = under(to);
  pthread_mutex_lock(&one_at_a_time);
  int done = next(from, to);
  if (done == 0 && old != NULL && new != NULL) tell('R', old, 0, strlen(new), new, strlen(new));
  pthread_mutex_unlock(&one_at_a_time);
  return done;
}

int unlink(const char *path) {
  NEXT(unlink)
  const char *name = under(path);
  pthread_mutex_lock(&one_at_a_time);
  int done = next(path);
  if (done == 0 && name != NULL) tell('U', name, 0, 0, NULL, 0);
  pthread_mutex_unlock(&one_at_a_time);
  return done;
}

static int opened(int fd, const char *path, int flags) {
  const char *name = under(path);
  if (fd >= 0 && name != NULL && (flags & (O_CREAT | O_TRUNC)) && (flags & O_ACCMODE) != O_RDONLY)
    tell(flags & O_TRUNC ? 'T' : 'C', name, 0, 0, NULL, 0);
  return fd;
}

#define MODE                                                                                      \
  va_list more;                                                                                   \
  va_start(more, flags);                                                                          \
  int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0;                               \
  va_end(more);

int open64(const char *path, int flags, ...) {
  NEXT(open64)
  MODE
  return opened(next(path, flags, mode), path, flags);
}

int open(const char *path, int flags, ...) {
  NEXT(open)
  MODE
  return opened(next(path, flags, mode), path, flags);
}

int openat64(int folder, const char *path, int flags, ...) {
  NEXT(openat64)
  MODE
  return opened(next(folder, path, flags, mode), path, flags);
}
