import type { AnyAuthMethod, AuthHandlerMiddleware, AuthenticationType, KeyboardInteractiveAuthMethod } from "ssh2";
import { because, type Finding } from "./finding.js";

export type Proof = { readonly password: string } | { readonly key: string };

/**
 * What is said at the door, in SSH's own steps (RFC 4252): nothing first, to hear what is asked for; then the one proof
 * there is, once. A server that wants another proof, or a second one, is told as that and not as a wrong password.
 */
export const doorFor =
  (username: string, proof: Proof) =>
  (refuse: (finding: Finding) => void): AuthHandlerMiddleware => {
    let shown = false;
    return (left: readonly AuthenticationType[] | null, partial, next) => {
      if (left === null) return next({ type: "none", username });
      if (shown) return refuse(partial ? because("second_factor_required") : because("credentials_wrong", at(proof)));
      shown = true;
      const method = methodFor(username, proof, left, refuse);
      if (method) next(method);
      else refuse(because("key_of_another_kind", at(proof)));
    };
  };

const at = (proof: Proof): { field: string } => ({ field: "key" in proof ? "privateKey" : "password" });

/** The proof as the server takes it; undefined where it takes none of this kind. */
function methodFor(
  username: string,
  proof: Proof,
  left: readonly AuthenticationType[],
  refuse: (finding: Finding) => void,
): AnyAuthMethod | undefined {
  if ("key" in proof) return left.includes("publickey") ? { type: "publickey", username, key: proof.key } : undefined;
  if (left.includes("password")) return { type: "password", username, password: proof.password };
  if (!left.includes("keyboard-interactive")) return undefined;
  return { type: "keyboard-interactive", username, prompt: answering(proof.password, refuse) };
}

/** Questions that the server words itself (RFC 4256). One masked question is for the password; what is asked besides is not. */
function answering(password: string, refuse: (finding: Finding) => void): KeyboardInteractiveAuthMethod["prompt"] {
  let answered = false;
  return (_name, _instructions, _language, prompts, finish) => {
    const asked = prompts.map(({ prompt }) => prompt).join(" ");
    if (/new password|retype|expired/i.test(asked)) return refuse(because("credentials_expired"));
    const isForPassword =
      prompts.length === 1 && prompts[0]?.echo !== true && !/code|token|otp|passcode|factor/i.test(asked);
    if (answered || !isForPassword) return refuse(because("second_factor_required"));
    answered = true;
    finish([password]);
  };
}
