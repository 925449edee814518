"""What the stand-in's log says of requests: when they came (ms), and which had to wait for which."""
import collections

Request = collections.namedtuple("Request", "at target notes")


def read(path):
    found = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            _, at, _, target, _, _, _, *notes = line.split()
            found.append(Request(int(at), target, notes))
    return sorted(found)


def rounds(requests, latency):
    """The longest chain of requests of which each came when the answer to the one before was out."""
    chain, ended = 0, None
    for request in requests:
        if ended is None or request.at >= ended:
            chain, ended = chain + 1, request.at + latency
    return chain


def least(count, in_flight):
    """The rounds that so many requests need at least: one that all others wait for, and so many at once."""
    return 1 + -(-(count - 1) // in_flight) if count else 0


def windows(requests, length):
    """How many came in each window that begins with a request and is over before the last one."""
    found, end = [], 0
    for begin, first in enumerate(requests):
        if first.at + length > requests[-1].at:
            break
        while requests[end].at < first.at + length:
            end += 1
        found.append(end - begin)
    return found


def paces(requests, count):
    """How long it took until so many more had come, from each request on: what `windows` says, but for bursts, of which a
    window may miss the end."""
    return [later.at - first.at for first, later in zip(requests, requests[count:])]
