import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hello, readChallenge, signFirst, signIn } from "./ntlm.js";
import { accountKey, hmacMd5, prove } from "./ntlm-proof.js";
import { answerInfo, readTargetInfo } from "./ntlm-targetInfo.js";
import { rc4 } from "./rc4.js";
import { NotUnderstood, u16, u32, utf16 } from "./smb-bytes.js";

const hex = (bytes: Buffer) => bytes.toString("hex");
const pair = (kind: number, text: string) => Buffer.concat([u16(kind, 2 * text.length), utf16(text)]);
const info = Buffer.concat([pair(2, "Domain"), pair(1, "Server"), u16(0, 0)]);
const challenge = Buffer.from("0123456789abcdef", "hex");
const account = { user: "User", domain: "Domain" };
const key = Buffer.alloc(16, 0x55);
const chance = { nonce: Buffer.alloc(8, 0xaa), key, now: 0n };

/** The second message as a server of the vectors' kind says it. */
const asking = (flags = 0xe28a8233, told = info) =>
  Buffer.concat([
    Buffer.from("NTLMSSP\0"),
    u32(2),
    u16(0, 0),
    u32(0, flags),
    challenge,
    Buffer.alloc(8),
    u16(told.length, told.length),
    u32(56),
    Buffer.alloc(8),
    told,
  ]);

describe("NTLM in its second version", () => {
  // MS-NLMP, 4.2.4.
  it("makes the keys and the answer of the protocol's own example", () => {
    const made = accountKey(account, "Password");
    expect(hex(made)).toBe("0c868a403bfd7a93a3001ef22ef02e3f");
    const { answer, session } = prove(made, { challenge, nonce: chance.nonce, timestamp: Buffer.alloc(8), info });
    expect(hex(answer.subarray(0, 16))).toBe("68cd0ab851e51c96aabc927bebef6a1c");
    expect(hex(session)).toBe("8de40ccadbc14a82f15cb0ad0de95ca3");
    expect(hex(rc4(session, key))).toBe("c5dad2544fc9799094ce1ce90bc9d03e");
  });

  it("takes a name's letters one for one, as Windows does", () => {
    const of = (user: string) => hex(accountKey({ user, domain: "" }, "x"));
    expect(of("jürgen")).toBe(of("JÜRGEN"));
    expect(of("groß")).toBe(of("GROß"));
    expect(of("groß")).not.toBe(of("GROSS"));
  });

  it("says no answer of an older version, signs all three messages, and says whom it is meant for", () => {
    const { message } = signIn(readChallenge(asking()), account, "Password", "files.plant.example", chance);
    const part = (at: number) =>
      message.subarray(message.readUInt32LE(at + 4), message.readUInt32LE(at + 4) + message.readUInt16LE(at));
    expect(part(12)).toEqual(Buffer.alloc(24));
    expect([28, 36, 44].map((at) => part(at).toString("utf16le"))).toEqual(["Domain", "User", ""]);
    const unsigned = Buffer.from(message);
    unsigned.fill(0, 72, 88);
    expect(message.subarray(72, 88)).toEqual(hmacMd5(key, hello(), asking(), unsigned));
    const told = readTargetInfo(part(20).subarray(16 + 28));
    expect(told.get(9)?.toString("utf16le")).toBe("cifs/files.plant.example");
    expect(told.get(6)).toEqual(u32(2));
    expect(message.includes(utf16("Password"))).toBe(false);
  });

  it("goes by the server's clock where it tells it", () => {
    const timed = Buffer.concat([u16(7, 8), Buffer.alloc(8, 7), info]);
    const { message } = signIn(readChallenge(asking(undefined, timed)), account, "Password", "files", chance);
    expect(message.includes(Buffer.concat([u32(0x0101, 0), Buffer.alloc(8, 7)]))).toBe(true);
    expect(answerInfo(readTargetInfo(timed), "cifs/files").includes(timed.subarray(0, 12))).toBe(true);
  });

  // MS-NLMP, 4.2.4.4: there the same words were sealed before they were signed, so that the cipher had gone on by 18 bytes.
  it("signs under the session's key as the protocol's own example", () => {
    const signed = signFirst(key, utf16("Plaintext"));
    const stream = rc4(Buffer.from("59f600973cc4960a25480a7c196e4c58", "hex"), Buffer.alloc(26));
    const later = signed.subarray(4, 12).map((byte, index) => byte ^ stream[index]! ^ stream[18 + index]!);
    expect([hex(signed.subarray(0, 4)), hex(Buffer.from(later)), hex(signed.subarray(12))]).toEqual([
      "01000000",
      "7fb38ec5c55d4976",
      "00000000",
    ]);
  });

  it.each([
    ["the first version only", asking(0xe2028233)],
    ["no key for signing", asking(0xa28a8233)],
    ["no word of itself", asking(0xe20a8233)],
    ["a message of another kind", hello()],
    ["too much to say of itself", asking(undefined, Buffer.concat([pair(5, "x".repeat(3_000)), info]))],
    ["nothing", Buffer.alloc(0)],
  ])("does not go on with a server that has %s", (_, message) => {
    expect(() => readChallenge(message)).toThrow(NotUnderstood);
  });

  it("reads whatever is sent, or does not understand it", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: asking().length - 1 }),
        fc.nat({ max: 255 }),
        fc.nat({ max: 300 }),
        (at, byte, length) => {
          const bent = Buffer.from(asking());
          bent[at] = byte;
          try {
            signIn(readChallenge(bent.subarray(0, length)), account, "x", "files", chance);
          } catch (error) {
            expect(error).toBeInstanceOf(NotUnderstood);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
