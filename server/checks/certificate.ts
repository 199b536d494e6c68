import type { Certificate, Fact } from "#contract";

/** A certificate in one line: whose it is, who says so, from when to when. */
export function certificateFact({ subject, issuer, validFrom, validTo }: Certificate): Fact {
  const dates = [validFrom, validTo].map((date) => date.slice(0, 10)).join(" – ");
  return { kind: "certificate", value: [subject, issuer, dates].filter((part) => part !== "").join(" · ") };
}
