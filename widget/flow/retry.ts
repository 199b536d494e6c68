import { mayPass, Trouble } from "./trouble.js";

const attempts = 3;
const longestWait = 8_000;

/** Waits, unless aborted. @throws AbortError */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new DOMException("aborted", "AbortError"));
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(new DOMException("aborted", "AbortError"));
      },
      { once: true },
    );
  });

/**
 * Asks up to three times while the trouble may pass: 0.3 s, then 0.6 s, each half fixed and half chance, or as long
 * as the server said. Only for what is safe to ask twice. The last trouble is thrown.
 */
export async function withRetries<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (thrown) {
      if (!(thrown instanceof Trouble) || !mayPass(thrown) || attempt === attempts) throw thrown;
      const backoff = 300 * 2 ** (attempt - 1);
      const wait = thrown.retryAfter === null ? backoff * (0.5 + Math.random() / 2) : thrown.retryAfter * 1000;
      if (wait > longestWait) throw thrown;
      await pause(wait, signal);
    }
  }
}
