import type { Trust } from "#contract";
import { placeOf } from "../draft.js";
import type { Draft, Trusted } from "../state.js";
import type { Tools } from "../tools.js";
import type { Trouble } from "../trouble.js";

/** @param then.ask puts the question again that the trust was missing for */
export function trustMoves(tools: Tools, then: { ask(): void }) {
  function trust(trust: Trust, file: string | null = null): void {
    tools.redraft((d) => ({ trusted: trusting(d, trust, file), refusedFile: null, preview: null }));
    then.ask();
  }
  return {
    /** This very certificate, by its SHA-256, as it was shown. */
    trustCertificate: (sha256: string) => trust({ pin: sha256 }),
    /** The authority that stands behind it, from a file that was read here. */
    trustAuthority: (pem: string, file: string) => trust({ ca: pem }, file),
    /** The key that an SSH server shows now. */
    trustHostKey: (hostKey: string) => trust({ hostKey }),
    stopTrusting: () => trust({}),
  };
}

function trusting(draft: Draft, trust: Trust, file: string | null): Trusted {
  const instead = draft.trusted && { ...draft.trusted, instead: null };
  return { trust, place: placeOf(draft), file, instead };
}

/** Whether it was the authority that the server refused; then what was trusted before is trusted again. */
export function refuseAuthority(tools: Tools, { fields }: Trouble): boolean {
  if (!fields.includes("trust.ca")) return false;
  tools.redraft(({ trusted }) => ({ trusted: trusted?.instead ?? null, refusedFile: trusted?.file ?? "" }));
  return true;
}
