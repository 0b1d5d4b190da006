"""MD4 (RFC 1320), which NTLM needs and OpenSSL 3 keeps locked away. Not for anything that has to be safe."""

import struct

MASK = 0xFFFFFFFF
# Of each round: the constant that is added, the order of the words, the rotations.
ROUNDS = (
    (0x00000000, tuple(range(16)), (3, 7, 11, 19)),
    (0x5A827999, (0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), (3, 5, 9, 13)),
    (0x6ED9EBA1, (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15), (3, 9, 11, 15)),
)
MIX = (lambda x, y, z: (x & y) | (~x & z), lambda x, y, z: (x & y) | (x & z) | (y & z), lambda x, y, z: x ^ y ^ z)


def md4(message):
    padded = message + b"\x80" + b"\0" * ((55 - len(message)) % 64) + struct.pack("<Q", 8 * len(message))
    state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
    for at in range(0, len(padded), 64):
        words = struct.unpack("<16I", padded[at : at + 64])
        state = [(before + after) & MASK for before, after in zip(state, scrambled(state, words))]
    return struct.pack("<4I", *state)


def scrambled(state, words):
    a, b, c, d = state
    for (constant, order, rotations), mix in zip(ROUNDS, MIX):
        for step, word in enumerate(order):
            total = (a + mix(b, c, d) + words[word] + constant) & MASK
            bits = rotations[step % 4]
            a, b, c, d = d, ((total << bits) | (total >> (32 - bits))) & MASK, b, c
    return a, b, c, d
