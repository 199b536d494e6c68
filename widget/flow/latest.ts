/** One asking of a question that may be asked again before it was answered. */
export interface Asking {
  readonly signal: AbortSignal;
  /** False as soon as a newer one was begun or all were dropped: its answer must change nothing. */
  readonly current: () => boolean;
}

/** Of many askings of one question only the newest counts; the ones before it are aborted. */
export class Latest {
  #number = 0;
  #controller: AbortController | null = null;

  begin(): Asking {
    this.drop();
    const number = this.#number;
    const controller = new AbortController();
    this.#controller = controller;
    return { signal: controller.signal, current: () => number === this.#number };
  }

  /** Aborts the one under way; no answer counts any more. */
  drop(): void {
    this.#number += 1;
    this.#controller?.abort();
    this.#controller = null;
  }
}
