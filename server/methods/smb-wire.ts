import { createHash } from "node:crypto";
import type { MethodUseOf } from "#contract";
import { deadlineOf } from "./deadline.js";
import { because } from "./finding.js";
import type { Visit } from "./method.js";
import { overdue } from "./sftp-wire.js";
import { NotUnderstood } from "./smb-bytes.js";
import { SmbRefusal, statuses } from "./smb-cause.js";
import { seal, unseal } from "./smb-encryption.js";
import { frame, readFrame } from "./smb-frames.js";
import type { Keys } from "./smb-keys.js";
import { commands, isMessage, isOldMessage, message, readMessage, type Answer, type Command } from "./smb-message.js";
import type { Agreed } from "./smb-negotiate.js";
import { mustBeSigned, sign } from "./smb-signing.js";
import { hangUp, otherProtocol, Refused, type Socket } from "./starttls.js";

export type SmbVisit = Visit<MethodUseOf<"files">>;

/** Notices that nobody asked for have this number (MS-SMB2, 2.2.23). */
const unasked = 0xffffffffffffffffn;
/** Words that are no answer, before an answer comes. */
const mostAsides = 32;
/** Nobody needs more questions at once. */
const mostCredits = 1_024;

interface More {
  readonly tree?: number;
  /** Statuses that are an answer, too. */
  readonly accept?: readonly number[];
}

/**
 * One connection, on which one question is asked at a time (MS-SMB2, 3.2). Once `enter` was called, each question is
 * encrypted, or signed where the two cannot encrypt, and so must be each answer. Throws SmbRefusal, NotUnderstood, NetError,
 * and Refused where something else answers.
 */
export class SmbWire {
  /** SHA-512 over all that was said until somebody was let in (MS-SMB2, 3.2.5.3). */
  said: Buffer = Buffer.alloc(64);
  session = 0n;
  #keys: Keys | undefined;
  #agreed: Agreed | undefined;
  #next = 0n;
  #credits = 1;
  #sealed = 0n;
  #last: Promise<unknown> = Promise.resolve();
  #broken = false;

  constructor(
    readonly socket: Socket,
    readonly run: AbortSignal,
    /** For each answer, in milliseconds. */
    readonly patience: number,
  ) {}

  /** From here on nothing is believed that is not signed or encrypted by these keys. */
  enter(agreed: Agreed, keys: Keys): void {
    this.#agreed = agreed;
    this.#keys = keys;
  }

  ask(command: Command, body: Buffer, more: More = {}): Promise<Answer> {
    const asked = this.#last.then(() => this.#inTime(this.#exchange(command, body, more)));
    this.#last = asked.catch((error: unknown) => {
      this.#broken ||= !(error instanceof SmbRefusal);
    });
    return asked;
  }

  /** Takes leave, by what `goodBye` says where the other side still listens. Nothing is open any more afterwards. */
  close(goodBye: () => Promise<unknown>): Promise<void> {
    return hangUp(this.socket, async () => {
      if (!this.#broken && !this.socket.destroyed && this.#keys) await goodBye().catch(() => undefined);
      this.socket.destroy();
    });
  }

  async #exchange(command: Command, body: Buffer, { tree = 0, accept = [] }: More): Promise<Answer> {
    if (this.#broken || this.#credits < 1) throw new NotUnderstood();
    const id = this.#next++;
    this.#credits--;
    const { session } = this;
    this.#send(message({ command, body, id, session, tree }));
    const answer = await this.#answerTo(id, command);
    if (!this.#keys && answer.status !== statuses.success) this.#hear(answer.message);
    else if (command === "negotiate") this.#hear(answer.message);
    if (answer.status !== statuses.success && !accept.includes(answer.status)) throw new SmbRefusal(answer.status);
    return answer;
  }

  async #answerTo(id: bigint, command: Command): Promise<Answer> {
    for (let turn = 0; turn < mostAsides; turn++) {
      const answer = await this.#receive();
      this.#credits = Math.min(this.#credits + answer.credits, mostCredits);
      if (answer.id === unasked) continue;
      if (answer.id !== id || answer.command !== commands[command] || !answer.isAnswer) break;
      if (answer.status !== statuses.pending) return answer;
    }
    throw new NotUnderstood();
  }

  #send(one: Buffer): void {
    if (!this.#keys) this.#hear(one);
    this.socket.write(frame(this.#protected(one)));
  }

  #protected(one: Buffer): Buffer {
    const { dialect, cipher } = this.#agreed ?? {};
    if (!this.#keys || dialect === undefined) return one;
    if (cipher && this.#keys.sealing)
      return seal(one, cipher, this.#keys.sealing.toServer, this.session, this.#sealed++);
    sign(one, dialect, this.#keys);
    return one;
  }

  async #receive(): Promise<Answer> {
    const one = await readFrame(this.socket);
    const { dialect, cipher } = this.#agreed ?? {};
    if (!this.#keys || dialect === undefined) return readMessage(ofThisProtocol(one));
    if (cipher && this.#keys.sealing)
      return readMessage(unseal(one, cipher, this.#keys.sealing.toClient, this.session));
    const answer = readMessage(one);
    // Asides are not signed, and nothing in them is taken for true (MS-SMB2, 3.2.5.1.3).
    if (answer.id !== unasked && answer.status !== statuses.pending) mustBeSigned(answer, dialect, this.#keys);
    return answer;
  }

  #hear(one: Buffer): void {
    this.said = createHash("sha512").update(this.said).update(one).digest();
  }

  async #inTime<T>(answered: Promise<T>): Promise<T> {
    const { signal, release } = deadlineOf(this.run, this.patience);
    const late = new Promise<never>((_resolve, reject) => {
      const onEnd = () => reject(overdue(this.run));
      signal.addEventListener("abort", onEnd, { once: true });
      if (signal.aborted) onEnd();
    });
    return Promise.race([answered, late]).finally(release);
  }
}

/** Before anybody signs in, what is none of our messages is a server of another kind, or one that knows only version 1. */
function ofThisProtocol(one: Buffer): Buffer {
  if (isMessage(one)) return one;
  throw isOldMessage(one) ? new Refused(because("tls_too_old")) : otherProtocol();
}
