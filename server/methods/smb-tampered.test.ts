import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MethodUseOf } from "#contract";
import { whileRunning } from "../../e2e/real/ground/whileRunning.js";
import { startSamba, type RunningSamba } from "../../e2e/real/samba.js";
import { NetError } from "../net/index.js";
import type { Finding } from "./finding.js";
import { NotUnderstood, u16, u32 } from "./smb-bytes.js";
import { filesIn } from "./smb-listing.js";
import { readMessage } from "./smb-message.js";
import { makeOffer, readAgreed } from "./smb-negotiate.js";
import { relay, type Change } from "./smb-relay.fixture.js";
import { mustBeTheSame } from "./smb-validate.js";
import { smb } from "./smb.js";
import { readAnswer, takesNtlm } from "./spnego.js";
import { systemWith, visitTo } from "./world.fixture.js";

const system = systemWith(
  { kind: "files", protocol: "smb" },
  { address: { kind: "server", port: 445, example: "files.example.com:445" } },
);
const newest = whileRunning(startSamba);
const older = whileRunning(() => startSamba({ settings: ["server max protocol = SMB3_02"] }));
const old = whileRunning(() => startSamba({ settings: ["server max protocol = SMB2_10"] }));

/** Signs in with somebody in between. */
async function through(to: RunningSamba, change: { question?: Change; answer?: Change }) {
  const between = await relay(to.port, change);
  const { user: username, password } = to.accounts.anna;
  const values = { username, password, share: to.shares.files, folder: to.folders.files };
  const visit = visitTo<MethodUseOf<"files">>(system, values, `localhost:${between.port}`);
  try {
    const { finding, signedIn } = await smb.signIn(visit);
    await signedIn?.close();
    return { finding, ...between };
  } catch (error) {
    if (!(error instanceof NetError)) throw error;
    const finding: Finding = { answer: "unknown", cause: error.causeCode };
    return { finding, ...between };
  } finally {
    await between.stop();
  }
}

/** Negotiation, two of signing in, the share, the folder, and two pages of its list. */
const answers = 7;
const bent = (at: number, by: number) => (message: Buffer) => {
  message[at % message.length]! ^= by;
  return message;
};
const dialectsAt = 64 + 36;
const offering =
  (...dialects: number[]): Change =>
  (message, index) => {
    if (index === 0) u16(...dialects).copy(message, dialectsAt);
    return message;
  };

describe("SMB with somebody in between", () => {
  it("is not believed in anything that was changed on the way", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: answers - 1 }),
        fc.nat({ max: 4_000 }),
        fc.integer({ min: 1, max: 255 }),
        async (which, at, by) => {
          const answer: Change = (message, index) => (index === which ? bent(at, by)(message) : message);
          expect((await through(newest(), { answer })).finding.answer).not.toBe("yes");
        },
      ),
      { numRuns: 80 },
    );
  });

  it("is told nothing false by an older server either, whatever was changed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: answers - 1 }),
        fc.nat({ max: 600 }),
        fc.integer({ min: 1, max: 255 }),
        async (which, at, by) => {
          const answer: Change = (message, index) => (index === which ? bent(at, by)(message) : message);
          const { finding } = await through(old(), { answer });
          if (finding.answer === "yes") expect(finding.facts).toContainEqual({ kind: "count", value: "6" });
        },
      ),
      { numRuns: 80 },
    );
  });

  it.each([
    ["2.1", newest, 0x0210],
    ["3.0.2", newest, 0x0302],
    ["2.1 in place of 3.0.2", older, 0x0210],
  ])("does not agree on an older version than both speak: %s", async (_, to, dialect) => {
    const question = offering(dialect, dialect, dialect, dialect);
    const { finding, answered } = await through(to(), { question });
    expect(answered[0]!.readUInt16LE(64 + 4)).toBe(dialect);
    expect(finding.answer).not.toBe("yes");
  });

  it("does not agree on less than encryption where both can", async () => {
    const unknown = u16(0x7777);
    const context = Buffer.concat([u16(2, 10), u32(0)]);
    const question: Change = (message, index) => {
      if (index === 0) unknown.copy(message, message.indexOf(context));
      return message;
    };
    const without = await through(newest(), { question });
    expect(without.answered[0]!.readUInt16LE(64 + 6)).toBe(1);
    expect(without.finding.answer).not.toBe("yes");

    const answer: Change = (message, index) => (index === 0 ? bent(64 + 24, 0x40)(message) : message);
    expect((await through(older(), { answer })).finding.answer).not.toBe("yes");
  });

  it("is refused where a server lets in whoever comes", async () => {
    const answer: Change = (message, index) => (index === 2 ? bent(64 + 2, 1)(message) : message);
    for (const to of [newest, old]) {
      expect((await through(to(), { answer })).finding).toMatchObject({ answer: "no", cause: "credentials_wrong" });
    }
  });

  it("is told that the password is not asked for where a server takes no NTLM", async () => {
    const ntlm = Buffer.from("2b06010401823702020a", "hex");
    const answer: Change = (message, index) => (index === 0 ? bent(message.indexOf(ntlm) + 9, 1)(message) : message);
    const { finding, asked } = await through(newest(), { answer });
    expect(finding).toMatchObject({ answer: "no", cause: "api_disabled" });
    expect(asked).toHaveLength(1);
  });

  it("reads whatever is sent, or does not understand it", async () => {
    const { finding, answered } = await through(old(), {});
    expect(finding.answer).toBe("yes");
    const agreed = readAgreed(readMessage(answered[0]!));
    const readers = [
      readMessage,
      (one: Buffer) => readAgreed(readMessage(one)),
      (one: Buffer) => filesIn(readMessage(one)),
      (one: Buffer) => mustBeTheSame(agreed, readMessage(one)),
      (one: Buffer) => takesNtlm(one.subarray(64 + 64)),
      (one: Buffer) => readAnswer(one.subarray(64 + 8)),
    ];
    const changed = fc.array(fc.tuple(fc.nat({ max: 2_000 }), fc.nat({ max: 255 })), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...answered), changed, fc.nat({ max: 2_000 }), (answer, bytes, length) => {
        const one = Buffer.from(answer);
        for (const [at, byte] of bytes) one[at % one.length] = byte;
        for (const cut of [one, one.subarray(0, length)]) {
          for (const read of readers) {
            try {
              read(cut);
            } catch (error) {
              expect(error).toBeInstanceOf(NotUnderstood);
            }
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("says nothing twice: each offer is another one", () => {
    expect(makeOffer().body.equals(makeOffer().body)).toBe(false);
  });
});
