import { describe, expect, it } from "vitest";
import type { CauseCode, System } from "#contract";
import { type NetError } from "../net/index.js";
import { readValues } from "./clean.js";
import { isSecret } from "./fields.js";
import type { Method, SignIn, Values, Visit } from "./method.js";
import { methodOf } from "./methods.js";

export interface Failing {
  readonly name: string;
  readonly cause: CauseCode;
  readonly field?: string;
  readonly signIn: () => Promise<SignIn>;
}

/** What each method brings to the suite. */
export interface MethodCase {
  readonly system: () => System;
  /** Names of the fields, in order. */
  readonly fields: readonly string[];
  /** Those that are sealed. */
  readonly sealed: readonly string[];
  readonly values: () => Values;
  readonly visit: (values: Values, more?: Partial<Visit>) => Visit;
  /** Every way it can fail. */
  readonly failing: readonly Failing[];
}

/** What holds for every way to prove access. */
export function methodSuite(name: string, of: MethodCase): void {
  const use = () => of.system().methods[0]!;
  const method = () => methodOf(use()) as Method;

  describe(`method ${name}`, () => {
    it("asks for its fields, in order", () => {
      expect(
        method()
          .fields(use(), of.system())
          .map((field) => field.name),
      ).toEqual(of.fields);
    });

    it("seals what is not public", () => {
      const sealed = method().fields(use(), of.system()).filter(isSecret);
      expect(sealed.map((field) => field.name)).toEqual(of.sealed);
    });

    it("misses a value that was left empty, at its field", () => {
      const wanted = method()
        .fields(use(), of.system())
        .filter((field) => !field.optional && field.default === undefined);
      const { refused } = readValues(of.system(), use(), {});
      expect(refused).toEqual(wanted.map((field) => ({ field: field.name, reason: "missing" })));
    });

    it("refuses a value for a field that it does not have", () => {
      const { refused } = readValues(of.system(), use(), { ...of.values(), constructor: "x" });
      expect(refused).toContainEqual({ field: "constructor", reason: "not_expected" });
    });

    it("signs in with the right values, and closes", async () => {
      const { finding, signedIn } = await method().signIn(of.visit(of.values()));
      expect(finding.answer).toBe("yes");
      await signedIn!.close();
    });

    it("ends with an error of the run when that was cancelled before", async () => {
      const visit = of.visit(of.values(), { signal: AbortSignal.abort() });
      const result = await method()
        .signIn(visit)
        .then(
          ({ finding }) => finding.cause,
          (error: NetError) => error.code,
        );
      expect(result).toBe("cancelled");
    });

    it.each(of.failing.map((failing) => [failing.name, failing] as const))("says why: %s", async (_, failing) => {
      const { finding, signedIn } = await failing.signIn();
      expect(finding).toMatchObject({ cause: failing.cause, ...(failing.field && { field: failing.field }) });
      expect(finding.answer).not.toBe("yes");
      expect(signedIn).toBeUndefined();
      for (const field of of.sealed) expect(JSON.stringify(finding)).not.toContain(of.values()[field]);
    });
  });
}
