"""Rows of a table by ids, one of which comes three times."""

import numpy as np

from fixture import exact, indices


def define(weight, ids, padding):
    return {'y': weight[ids.astype(int)]}


def fixtures(make):
    weight, ids = exact([[1, -2], [0.5, 4], [-3, 7]]), indices([2, 0, 2, 2])
    y, g = weight[[2, 0, 2, 2]], exact([[1, 2], [3, -4], [5, 6], [-7, 0.5]])
    for name, note, padding, rows in [
        ('repeated-ids', 'What comes from the three places of id 2 is summed; row 1 is not asked for.', -1, [[3, -4], [0, 0], [-1, 8.5]]),
        ('padding', 'The row of padding comes out as it is and learns nothing.', 2, None),
    ]:
        yield make(
            name,
            note,
            {'weight': weight, 'ids': ids},
            {'y': y},
            {'padding': padding},
            exact=True,
            # The gradient of the row of padding is not that of the function.
            **({'cotangents': {'y': g}, 'gradients': {'weight': exact(rows)}} if rows else {}),
        )
