import type { NetError } from "../net/index.js";
import type { HttpAnswer } from "./answer.js";
import type { Finding } from "./finding.js";

/** By what credentials were sent, and so how a refusal of them is read. */
export interface Sent {
  /** Authentication scheme, lower case; undefined where it is none. */
  readonly scheme?: string;
  /** What an answer means by the rules of this very method; undefined where they say nothing about it. */
  readonly means?: (answer: HttpAnswer) => Finding | undefined;
  /** What it means that the way there broke, where these credentials may be why. */
  readonly failed?: (error: NetError) => Finding | undefined;
}
