import { randomBytes } from "node:crypto";

/** When a question is signed, and what makes it unlike any other. */
export interface Moment {
  readonly at: Date;
  /** 32 hex digits. */
  readonly nonce: string;
}

/** Made anew for each question: a nonce is good once. */
export const thisMoment = (): Moment => ({ at: new Date(), nonce: randomBytes(16).toString("hex") });

export const seconds = ({ at }: Moment): string => String(Math.floor(at.getTime() / 1000));
