"""The first 16 numbers from [0, 1) that four keys give for one use, for the tests of the reference's streams.

Usage: python3 golden/generators/threefry.py > test/reference/threefry.json

Written from the description in J. K. Salmon and others, Parallel random numbers: as easy as 1, 2, 3, SC 2011, section 4.2, in whole
numbers without limit; refuses to write unless the known answers of Random123 1.14 come out.
"""

import json
import sys

WORD = 2**32
ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24]
KNOWN = [
    ((0x0, 0x0), (0x0, 0x0), (0x6B200159, 0x99BA4EFE)),
    ((WORD - 1, WORD - 1), (WORD - 1, WORD - 1), (0x1CB996FC, 0xBB002BE7)),
    ((0x243F6A88, 0x85A308D3), (0x13198A2E, 0x03707344), (0xC4923A9C, 0x483DF7A0)),
]
SEEDS = [0, 1, 42, WORD - 1]
USE = 'uniform'


def threefry(counter, key, rounds=20):
    schedule = [key[0], key[1], 0x1BD11BDA ^ key[0] ^ key[1]]
    x, y = [(word + part) % WORD for word, part in zip(counter, schedule)]
    for number in range(rounds):
        x = (x + y) % WORD
        turned = y << ROTATIONS[number % 8]
        y = (turned % WORD | turned // WORD) ^ x
        if number % 4 == 3:
            turn = number // 4 + 1
            x = (x + schedule[turn % 3]) % WORD
            y = (y + schedule[(turn + 1) % 3] + turn) % WORD
    return x, y


def fnv(text):
    state = 0x811C9DC5
    for byte in text.encode():
        state = (state ^ byte) * 0x01000193 % WORD
    return state


def uniform(key, position):
    high, low = threefry((position, 0), (key, fnv(USE)))
    return (high // 2**5 * 2**26 + low // 2**6) / 2**53


def main():
    for counter, key, expected in KNOWN:
        if threefry(counter, key) != expected:
            raise SystemExit(f'threefry{counter}{key} is not {expected}')
    rows = [{'key': key, 'numbers': [uniform(key, position) for position in range(16)]} for key in SEEDS]
    json.dump(rows, sys.stdout, indent=1)
    sys.stdout.write('\n')


if __name__ == '__main__':
    main()
