/** How long each part may take, in milliseconds. */
export interface Deadlines {
  /** Asking the name servers. */
  name: number;
  /** TCP, over all addresses tried. */
  connect: number;
  /** The TLS handshake. */
  secure: number;
  /** From the request written to the last byte of the answer's headers. */
  answer: number;
  /** Everything together, following redirects and reading the body included. */
  whole: number;
}

export const usualDeadlines: Deadlines = { name: 2_000, connect: 5_000, secure: 5_000, answer: 10_000, whole: 15_000 };

/** For the one request that carries credentials: systems are slow there on purpose, or wake up first. */
export const signInDeadlines: Deadlines = { ...usualDeadlines, answer: 20_000, whole: 30_000 };
