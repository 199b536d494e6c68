import { describe, expect, it } from "vitest";
import { aesCmac } from "./aesCmac.js";
import { md4 } from "./md4.js";
import { rc4 } from "./rc4.js";

const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

describe("the old ciphers that Windows still asks for", () => {
  // RFC 1320, A.5.
  it.each([
    ["", "31d6cfe0d16ae931b73c59d7e0c089c0"],
    ["a", "bde52cb31de33e46245e05fbdbd6fb24"],
    ["abc", "a448017aaf21d8525fc10ae87aa6729d"],
    ["message digest", "d9130a8164549fe818874806e1c7014b"],
    ["abcdefghijklmnopqrstuvwxyz", "d79e1c308aa5bbcdeea8ed63df412da9"],
    ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "043f8582f241db351ce627e153e7f0e4"],
    [
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "e33b4ddc9c38f2199c3e7b164fcc0536",
    ],
  ])("MD4 of “%s”", (text, digest) => {
    expect(md4(Buffer.from(text)).toString("hex")).toBe(digest);
  });

  // RFC 6229, 2: the stream at its beginning and at 4080.
  it.each([
    ["0102030405", "b2396305f03dc027ccc3524a0a1118a8", "068326a2118416d21f9d04b2cd1ca050"],
    ["0102030405060708090a0b0c0d0e0f10", "9ac7cc9a609d1ef7b2932899cde41b97", "ff38265c1642c1abe8d3c2fe5e572bf8"],
  ])("RC4 by the key %s", (key, first, last) => {
    const stream = rc4(bytes(key), Buffer.alloc(4096));
    expect(stream.subarray(0, 16).toString("hex")).toBe(first);
    expect(stream.subarray(4080).toString("hex")).toBe(last);
    expect(rc4(bytes(key), stream)).toEqual(Buffer.alloc(4096));
  });

  // RFC 4493, 4.
  it.each([
    [0, "bb1d6929e95937287fa37d129b756746"],
    [16, "070a16b46b4d4144f79bdd9dd04a287c"],
    [40, "dfa66747de9ae63030ca32611497c827"],
    [64, "51f0bebf7e3b9d92fc49741779363cfe"],
  ])("AES-CMAC of %i bytes", (length, mac) => {
    const message = bytes(
      `6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51
       30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710`.replaceAll(/\s/g, ""),
    );
    const key = bytes("2b7e151628aed2a6abf7158809cf4f3c");
    expect(aesCmac(key, message.subarray(0, length)).toString("hex")).toBe(mac);
  });
});
