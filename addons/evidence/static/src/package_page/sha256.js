"use strict";

// First of the files that make up the script of verify.html, which is opened from disk: no module,
// no library, nothing from the network.

const ROUND_CONSTANTS = Int32Array.of(
    0x428a2f98,
    0x71374491,
    0xb5c0fbcf,
    0xe9b5dba5,
    0x3956c25b,
    0x59f111f1,
    0x923f82a4,
    0xab1c5ed5,
    0xd807aa98,
    0x12835b01,
    0x243185be,
    0x550c7dc3,
    0x72be5d74,
    0x80deb1fe,
    0x9bdc06a7,
    0xc19bf174,
    0xe49b69c1,
    0xefbe4786,
    0x0fc19dc6,
    0x240ca1cc,
    0x2de92c6f,
    0x4a7484aa,
    0x5cb0a9dc,
    0x76f988da,
    0x983e5152,
    0xa831c66d,
    0xb00327c8,
    0xbf597fc7,
    0xc6e00bf3,
    0xd5a79147,
    0x06ca6351,
    0x14292967,
    0x27b70a85,
    0x2e1b2138,
    0x4d2c6dfc,
    0x53380d13,
    0x650a7354,
    0x766a0abb,
    0x81c2c92e,
    0x92722c85,
    0xa2bfe8a1,
    0xa81a664b,
    0xc24b8b70,
    0xc76c51a3,
    0xd192e819,
    0xd6990624,
    0xf40e3585,
    0x106aa070,
    0x19a4c116,
    0x1e376c08,
    0x2748774c,
    0x34b0bcb5,
    0x391c0cb3,
    0x4ed8aa4a,
    0x5b9cca4f,
    0x682e6ff3,
    0x748f82ee,
    0x78a5636f,
    0x84c87814,
    0x8cc70208,
    0x90befffa,
    0xa4506ceb,
    0xbef9a3f7,
    0xc67178f2,
);
const START = Int32Array.of(
    0x6a09e667,
    0xbb67ae85,
    0x3c6ef372,
    0xa54ff53a,
    0x510e527f,
    0x9b05688c,
    0x1f83d9ab,
    0x5be0cd19,
);
const BLOCK = 64;

/**
 * SHA-256 (FIPS 180-4) of bytes that come in pieces: the browser's own digest wants a whole file
 * in memory, which a long video doesn't fit into.
 */
class Sha256 {
    constructor() {
        this.state = START.slice();
        this.words = new Int32Array(BLOCK);
        this.rest = new Uint8Array(BLOCK);
        this.length = 0;
    }

    /** Take in the next bytes (Uint8Array). */
    update(bytes) {
        let at = 0;
        const filled = this.length % BLOCK;
        this.length += bytes.length;
        if (filled) {
            at = Math.min(BLOCK - filled, bytes.length);
            this.rest.set(bytes.subarray(0, at), filled);
            if (filled + at < BLOCK) {
                return;
            }
            this.compress(this.rest, 0);
        }
        for (; at + BLOCK <= bytes.length; at += BLOCK) {
            this.compress(bytes, at);
        }
        this.rest.set(bytes.subarray(at));
    }

    /** The hash of everything taken in, in hexadecimal; call it once, at the end. */
    digest() {
        const bits = this.length * 8;
        const filled = this.length % BLOCK;
        const tail = new Uint8Array((filled < 56 ? BLOCK : 2 * BLOCK) - filled);
        tail[0] = 0x80;
        const view = new DataView(tail.buffer);
        view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
        view.setUint32(tail.length - 4, bits % 2 ** 32);
        this.update(tail);
        return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join(
            "",
        );
    }

    compress(bytes, start) {
        const { state, words } = this;
        for (let i = 0, at = start; i < 16; i++, at += 4) {
            words[i] =
                (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
        }
        for (let i = 16; i < BLOCK; i++) {
            const x = words[i - 15];
            const y = words[i - 2];
            const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
            const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
            words[i] = (words[i - 16] + low + words[i - 7] + high) | 0;
        }
        // not destructured: that would halve the speed
        let a = state[0];
        let b = state[1];
        let c = state[2];
        let d = state[3];
        let e = state[4];
        let f = state[5];
        let g = state[6];
        let h = state[7];
        for (let i = 0; i < BLOCK; i++) {
            const high =
                ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
            const choice = (e & f) ^ (~e & g);
            const one = (h + high + choice + ROUND_CONSTANTS[i] + words[i]) | 0;
            const low =
                ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
            const majority = (a & b) ^ (a & c) ^ (b & c);
            h = g;
            g = f;
            f = e;
            e = (d + one) | 0;
            d = c;
            c = b;
            b = a;
            a = (one + low + majority) | 0;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
