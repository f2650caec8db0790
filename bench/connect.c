/* What a plain C program measures, to compare with: connect ADDRESS PORT COUNT WAY LIMIT.
   WAY is "blocking" or "poll", LIMIT the milliseconds that poll waits at most.
   A line a connect: its nanoseconds, the kernel's RTT in microseconds (TCP_INFO; 0 after a timeout), the local port. A connect each millisecond. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int count, char **words)
{
    if (count != 6) return 64;
    int polled = words[4][0] == 'p', one = 1;
    long long limit = atof(words[5]) * 1000000, start = now();
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(atoi(words[2]))};
    if (inet_pton(AF_INET, words[1], &peer.sin_addr) != 1) return 64;
    for (int left = atoi(words[3]), turn = 1; left > 0; left--, turn++) {
        int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | (polled ? SOCK_NONBLOCK : 0), 0);
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        long long before = now();
        int result = connect(descriptor, (struct sockaddr *)&peer, sizeof peer);
        if (result < 0 && errno == EINPROGRESS) {
            struct pollfd wanted = {.fd = descriptor, .events = POLLOUT};
            struct timespec wait = {.tv_sec = limit / 1000000000, .tv_nsec = limit % 1000000000};
            result = ppoll(&wanted, 1, &wait, NULL) < 0 ? -1 : 0;
        }
        long long after = now();
        if (result < 0) return 1;
        struct tcp_info info;
        socklen_t length = sizeof info;
        getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &length);
        struct sockaddr_in here;
        length = sizeof here;
        getsockname(descriptor, (struct sockaddr *)&here, &length);
        printf("%lld %u %u\n", after - before, info.tcpi_state == 1 ? info.tcpi_rtt : 0, ntohs(here.sin_port));
        shutdown(descriptor, SHUT_WR);
        close(descriptor);
        long long next = start + turn * 1000000LL;
        struct timespec until = {.tv_sec = next / 1000000000, .tv_nsec = next % 1000000000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    }
    return 0;
}
