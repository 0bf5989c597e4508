/* A disk that is full while a file says so: the window under test is started with this library
 * before the system's (LD_PRELOAD). What would write in the folder named by MARBRE_FULL_FOLDER
 * fails with ENOSPC as long as the file named by MARBRE_FULL_WHILE is there; all else passes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int full(int fd) {
  const char *folder = getenv("MARBRE_FULL_FOLDER");
  const char *flag = getenv("MARBRE_FULL_WHILE");
  char link[64], path[4096];
  if (folder == NULL || flag == NULL || access(flag, F_OK) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return strncmp(path, folder, strlen(folder)) == 0;
}

#define REFUSED(fd)                                                                               \
  if (full(fd)) {                                                                                 \
    errno = ENOSPC;                                                                               \
    return -1;                                                                                    \
  }

ssize_t write(int fd, const void *bytes, size_t count) {
  static ssize_t (*next)(int, const void *, size_t);
  if (next == NULL) next = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  REFUSED(fd)
  return next(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  static ssize_t (*next)(int, const void *, size_t, off_t);
  if (next == NULL) next = (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
  REFUSED(fd)
  return next(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  static ssize_t (*next)(int, const void *, size_t, off64_t);
  if (next == NULL)
    next = (ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
  REFUSED(fd)
  return next(fd, bytes, count, at);
}
