"""How fast something grows with its size."""
import math


def exponent(points):
    """By how much a thing grows with its size, n ** exponent, over the upper half of the sizes; 1 is linear, less is better.
    Least squares of the logarithms. None where fewer than two sizes are told."""
    upper = [(math.log(size), math.log(value)) for size, value in sorted(points)[-max(2, (len(points) + 1) // 2):] if value > 0]
    if len(upper) < 2:
        return None
    x, y = (sum(values) / len(upper) for values in zip(*upper))
    return sum((a - x) * (b - y) for a, b in upper) / sum((a - x) ** 2 for a, _ in upper)


def least_requests(paths, rows, per_page):
    """Of the requests of an audit, how many at least, and how many of them no size changes. `rows` and `per_page` by list:
    {"customers": 300}. A page that is there has to be asked for; one that ends a list, or is asked for again, need not."""
    single = [path for path in paths if not any(path.startswith("/%s?" % name) and "page=" in path for name in rows)]
    pages = sum(max(1, -(-count // per_page[name])) for name, count in rows.items())
    return len(single) + pages, len([path for path in single if not path.startswith("/users/")]) + len(rows)
