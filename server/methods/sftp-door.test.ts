import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import ssh2, { type AuthContext, type Server } from "ssh2";
import { afterEach, describe, expect, it } from "vitest";
import type { MethodUseOf } from "#contract";
import { sftp } from "./sftp.js";
import { systemWith, visitTo } from "./world.fixture.js";

// OpenSSH words its own questions only with PAM, which needs accounts of the machine; here ssh2's server asks them.
const system = systemWith(
  { kind: "files", protocol: "sftp" },
  { address: { kind: "server", port: 22, example: "files.example.com:22" } },
);
const hostKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" });
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function signIn(judge: (context: AuthContext) => void) {
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) =>
    client.on("error", () => undefined).on("authentication", judge),
  );
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const values = { username: "anna", password: "plant-anna-7" };
  return sftp.signIn(visitTo<MethodUseOf<"files">>(system, values, `127.0.0.1:${port}`));
}

/** Asks its own questions, one round after another, and lets in who answers all of them. */
const asking =
  (...rounds: { prompt: string; echo: boolean; right?: string }[][]) =>
  (context: AuthContext) => {
    if (context.method !== "keyboard-interactive") return context.reject(["keyboard-interactive"]);
    const next = (left: typeof rounds): void => {
      const [round, ...others] = left;
      if (!round) return context.accept();
      context.prompt(round, (answers) => {
        if (round.every(({ right }, index) => right === answers[index])) next(others);
        else context.reject();
      });
    };
    next(rounds);
  };
const password = { prompt: "Password: ", echo: false, right: "plant-anna-7" };

describe("at SSH's door", () => {
  it("a masked question is answered with the password; without file transfer there is no way on", async () => {
    expect((await signIn(asking([password]))).finding).toMatchObject({ answer: "no", cause: "api_disabled" });
  });

  it("a wrong password is one, asked for in the server's own words", async () => {
    const { finding } = await signIn(asking([{ ...password, right: "another" }]));
    expect(finding).toMatchObject({ answer: "no", cause: "credentials_wrong", field: "password" });
  });

  it.each([
    ["beside the password", asking([password, { prompt: "Passcode: ", echo: true }])],
    ["after the password", asking([password], [{ prompt: "Verification code: ", echo: false }])],
    ["instead of the password", asking([{ prompt: "One-time code: ", echo: false }])],
  ])("a code that is asked for %s is no wrong password, and is not guessed", async (_, judge) => {
    expect((await signIn(judge)).finding).toMatchObject({ answer: "no", cause: "second_factor_required" });
  });

  it("a password that must be changed has expired", async () => {
    const { finding } = await signIn(asking([password], [{ prompt: "New password: ", echo: false }]));
    expect(finding).toMatchObject({ answer: "no", cause: "credentials_expired" });
    const demanding = (context: AuthContext) =>
      context.method === "password"
        ? context.requestChange("Change it.", () => context.reject())
        : context.reject(["password"]);
    expect((await signIn(demanding)).finding).toMatchObject({ answer: "no", cause: "credentials_expired" });
  });

  it("a password is shown once, whatever is asked for next", async () => {
    const shown: string[] = [];
    const { finding } = await signIn((context) => {
      shown.push(context.method);
      context.reject(["password", "keyboard-interactive", "publickey"]);
    });
    expect(finding).toMatchObject({ cause: "credentials_wrong" });
    expect(shown).toEqual(["none", "password"]);
  });
});
