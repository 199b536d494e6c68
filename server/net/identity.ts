/** A certificate of ours, for servers that ask who calls (RFC 8446, 4.4.2). It never goes to another origin. */
export interface Identity {
  /** PEM: ours first, then what stands between it and an authority. */
  readonly cert: string;
  /** PEM. Opened already: how long a passphrase takes is written in the key, and nobody else shall wait for it. */
  readonly key: string;
}
