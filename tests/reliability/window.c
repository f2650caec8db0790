/* Holds a window of the kernel open. As a program it is a crowd, as LD_PRELOAD it has a program meet the window as often as it can be met.
 *
 *   crowd N            N processes that sleep in a group of their own and ignore SIGIO; prints the number of the group
 *   WINDOW=GROUP LD_PRELOAD=window.so PROGRAM
 *
 * An ICMP error that meets a connecting socket is queued, the sleeper in poll(2) is woken, and only then is the error posted where SO_ERROR
 * finds it: in between, a closed port looks connected. Between the wake-up and the posting the kernel also sends SIGIO to whoever asked for it
 * (O_ASYNC, F_SETOWN), and to a group of hundreds that takes a while. Whoever sleeps on the processor that does all this wakes too late, so
 * connect(2) is made on one and the wait for its end on another. Nothing else changes: what the kernel says, and in which order, is its own.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void move_to(int processor)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    sched_setaffinity(0, sizeof set, &set);
}

int connect(int fd, const struct sockaddr *address, socklen_t length)
{
    static int (*real)(int, const struct sockaddr *, socklen_t);
    if (!real)
        real = (int (*)(int, const struct sockaddr *, socklen_t))dlsym(RTLD_NEXT, "connect");
    const char *group = getenv("WINDOW");
    if (!group || (address->sa_family != AF_INET && address->sa_family != AF_INET6))
        return real(fd, address, length);
    fcntl(fd, F_SETOWN, -atoi(group));
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_ASYNC);
    move_to(0);
    int result = real(fd, address, length);
    move_to(1);
    return result;
}

int main(int count, char **words)
{
    setpgid(0, 0);
    signal(SIGIO, SIG_IGN);
    for (int left = count > 1 ? atoi(words[1]) : 0; left > 0; left--) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            for (;;)
                pause();
        }
    }
    printf("%d\n", getpid());
    fflush(stdout);
    for (;;)
        pause();
}
