import { describe, expect, it } from "vitest";
import type { CauseCode, MethodUseOf } from "#contract";
import { database } from "./database.js";
import type { SignIn, Values, Visit } from "./method.js";
import { strangePorts, watched } from "./ports.fixture.js";
import { systemWith, visitTo } from "./world.fixture.js";

type Use = MethodUseOf<"database">;

/** What each engine brings: a real server with a database `plant` in which there are `purchase_orders`. */
export interface EngineCase {
  readonly engine: Use["engine"];
  readonly product: string;
  readonly running: () => {
    readonly port: number;
    readonly database: string;
    readonly accounts: Record<"buyer" | "owner", { readonly user: string; readonly password: string }>;
  };
  /** Who signs in and may read nothing. */
  readonly reader: () => { readonly user: string; readonly password: string };
  /** Its one table, as it is named. */
  readonly table: string;
  /** What is entered wrongly, over the right values, and what it comes to. */
  readonly refused: readonly (readonly [name: string, values: () => Values, cause: CauseCode, field?: string])[];
  /** A server of this kind that demands TLS, by a certificate of its private authority. */
  readonly secured: () => { readonly port: number; readonly certificates?: { readonly ca: string } };
  /** First words of a server of this kind. */
  readonly hello: Buffer;
}

/** What holds for every database, whichever engine. */
export function databaseSuite(of: EngineCase): void {
  const system = systemWith(
    { kind: "database", engine: of.engine },
    { address: { kind: "server", port: 1, example: "db.example.com" } },
  );
  const values = (more: Values = {}): Values => {
    const { database: name, accounts } = of.running();
    return { database: name, username: accounts.buyer.user, password: accounts.buyer.password, ...more };
  };
  const visit = (given: Values, more: Partial<Visit> = {}, port = of.running().port) =>
    visitTo<Use>(system, given, `localhost:${port}`, more);
  const signIn = (given: Values = values(), more: Partial<Visit> = {}, port?: number) =>
    database.signIn(visit(given, more, port));
  const closed = async ({ finding, signedIn }: SignIn) => {
    await signedIn?.close();
    return finding;
  };

  describe(`databases of ${of.product}`, () => {
    const { listen, nobodys } = strangePorts();

    it("says what it is before anybody signs in", async () => {
      const finding = await database.knock!(visit({}));
      expect(finding).toMatchObject({ answer: "yes" });
      expect(finding.facts).toContainEqual({ kind: "product", value: of.product });
    });

    it("says who signed in, which version it is, and which databases there are", async () => {
      const finding = await closed(await signIn());
      expect(finding).toMatchObject({ answer: "yes", choices: { field: "database" } });
      expect(finding.facts).toContainEqual({ kind: "identity", value: of.running().accounts.buyer.user });
      expect(finding.facts).toContainEqual({ kind: "version", value: expect.stringMatching(/^\d+\.\d+/) as string });
      expect(finding.choices!.values).toContainEqual({ value: of.running().database });
    });

    it("counts the tables that may be read, and names the first", async () => {
      const { signedIn } = await signIn();
      const reading = await signedIn!.read("purchaseOrders");
      await signedIn!.close();
      expect(reading).toEqual({
        finding: { answer: "yes", facts: [{ kind: "count", value: "1" }], warnings: [] },
        first: of.table,
      });
    });

    it("says that nothing may be read, after a right sign-in", async () => {
      const { user: username, password } = of.reader();
      const { signedIn } = await signIn(values({ username, password }));
      expect((await signedIn!.read("purchaseOrders")).finding).toMatchObject({
        answer: "no",
        cause: "permission_missing",
      });
      await signedIn!.close();
    });

    it.each(of.refused.map(([name, ...more]) => [name, more] as const))("says why: %s", async (_, more) => {
      const [given, cause, field] = more;
      const { finding, signedIn } = await signIn({ ...values(), ...given() });
      expect(finding).toMatchObject({ cause, ...(field && { field }) });
      expect(signedIn).toBeUndefined();
      expect(JSON.stringify(finding)).not.toContain("wrong-password");
    });

    it("takes a database's name as a name, whatever stands in it", async () => {
      for (const name of ["a`b", 'a"; drop table purchase_orders; --', "x'y", "../plant"]) {
        expect(await closed(await signIn(values({ database: name })))).toMatchObject({
          cause: "company_unknown",
          field: "database",
        });
      }
    });

    it("shows the certificate, and trusts it by its authority or as it is", async () => {
      const { port, certificates } = of.secured();
      const unknown = await database.knock!(visit({}, {}, port)).catch((error: unknown) => error);
      expect(unknown).toMatchObject({ code: "certificate_unknown_issuer" });
      const { sha256 } = (unknown as { facts: { certificate: { sha256: string } } }).facts.certificate;
      for (const trust of [{ ca: certificates!.ca }, { pin: sha256 }]) {
        expect(await database.knock!(visit({}, { trust }, port))).toMatchObject({ answer: "yes" });
        expect(await closed(await signIn(values(), { trust }, port))).toMatchObject({ answer: "yes" });
      }
      await expect(signIn(values(), { trust: { pin: "0".repeat(64) } }, port)).rejects.toMatchObject({
        code: "certificate_changed",
      });
    });

    it("sends no name before the certificate is trusted", async () => {
      await expect(signIn(values(), {}, of.secured().port)).rejects.toMatchObject({
        code: "certificate_unknown_issuer",
      });
    });

    it.each([
      ["http", "HTTP/1.1 400 Bad Request\r\n\r\n"],
      ["SSH", "SSH-2.0-OpenSSH_9.2\r\n"],
      ["TLS", "\u0015\u0003\u0003\u0000\u0002\u0002\u0046"],
      ["FTP", "220 (vsFTPd 3.0.3)\r\n"],
    ])("knows a port that says %s, at once or when it is spoken to", async (_, words) => {
      const said = Buffer.from(words, "latin1");
      for (const port of [
        await listen((socket) => socket.end(said)),
        await listen((socket) => socket.once("data", () => socket.end(said))),
      ]) {
        expect(await database.knock!(visit({}, {}, port))).toMatchObject({ answer: "no", cause: "wrong_product" });
      }
    });

    it("gives a port up that keeps silent, and one that is closed", async () => {
      const silent = await listen((socket) => socket.resume());
      await expect(database.knock!(visit({}, {}, silent))).rejects.toMatchObject({ code: "answer_timed_out" });
      const gone = await nobodys();
      await expect(database.knock!(visit({}, {}, gone))).rejects.toMatchObject({ code: "connection_refused" });
    });

    it("survives a server that begins well and goes on with nonsense", async () => {
      for (const nonsense of [Buffer.alloc(4096, 0xff), Buffer.from("0100000200", "hex"), Buffer.alloc(0)]) {
        const port = await listen((socket) => {
          socket.write(of.hello);
          socket.on("data", () => socket.end(nonsense));
        });
        const result = await signIn(values(), { signal: AbortSignal.timeout(25_000) }, port).then(
          ({ finding }) => finding.answer,
          (error: { name?: string }) => error.name,
        );
        expect(["no", "unknown", "NetError"]).toContain(result);
      }
    });

    it("leaves no connection open, whatever it came to", async () => {
      const { net, open } = watched(visit({}).net);
      await database.knock!(visit({}, { net }));
      for (const given of [values(), values({ password: "wrong-password" }), values({ database: "none" })]) {
        await closed(await signIn(given, { net }));
      }
      await expect.poll(() => open.size).toBe(0);
    });
  });
}
