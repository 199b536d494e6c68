import { because } from "./finding.js";
import { hello, readChallenge, signFirst, signIn, type Challenge } from "./ntlm.js";
import { NotUnderstood, cut, u16, u32, u64, u8, understood } from "./smb-bytes.js";
import { SmbRefusal, statuses } from "./smb-cause.js";
import { keysFor } from "./smb-keys.js";
import { headerLength, type Answer } from "./smb-message.js";
import { security } from "./smb-negotiate.js";
import { hostOf, type Opened } from "./smb-open.js";
import { accountOf } from "./smb-place.js";
import { mustBeSigned } from "./smb-signing.js";
import type { SmbVisit } from "./smb-wire.js";
import { goOn, offer, readAnswer, takesNtlm, ways } from "./spnego.js";
import { Refused } from "./starttls.js";

/** In the answer: let in without a look at the credentials, as a guest or as nobody. */
const stranger = 0x3;

/**
 * Signs in, once. The server proves in turn that it knows the password, or is trusted by who does: the last answer is signed
 * by a key that follows from it.
 */
export async function enterSession({ wire, agreed }: Opened, visit: SmbVisit): Promise<void> {
  if (!takesNtlm(agreed.hello)) throw new Refused(because("api_disabled"));
  const { username = "", password = "" } = visit.values;
  const begun = await wire.ask("sessionSetup", setup(offer(hello())), { accept: [statuses.moreToSay] });
  if (begun.status !== statuses.moreToSay) throw letInUnasked(begun);
  wire.session = begun.session;
  const asking = challengeIn(begun);
  const { message, key } = signIn(asking, accountOf(username), password, hostOf(visit));
  const done = await wire.ask("sessionSetup", setup(goOn(message, signFirst(key, ways)))).catch(refused);
  if (flagsOf(done) & stranger) throw new Refused(because("credentials_wrong"));
  const keys = keysFor(agreed, key, wire.said);
  mustBeSigned(done, agreed.dialect, keys);
  wire.enter(agreed, keys);
}

/** MS-SMB2, 2.2.5. */
const setup = (token: Buffer): Buffer =>
  Buffer.concat([u16(25), u8(0, security), u32(0, 0), u16(headerLength + 24, token.length), u64(0n), token]);

const flagsOf = ({ message }: Answer): number => understood(() => message.readUInt16LE(headerLength + 2));

/** There is no folder yet that could be forbidden. */
function refused(error: unknown): never {
  const forbidden = error instanceof SmbRefusal && error.code === "folder_forbidden";
  throw forbidden ? new Refused(because("permission_missing")) : error;
}

/** Somebody who was asked nothing has proved nothing. */
const letInUnasked = (answer: Answer): Error =>
  flagsOf(answer) & stranger ? new Refused(because("credentials_wrong")) : new NotUnderstood();

function challengeIn({ message }: Answer): Challenge {
  const said = understood(() =>
    cut(message, message.readUInt16LE(headerLength + 4), message.readUInt16LE(headerLength + 6)),
  );
  const { refused, token } = readAnswer(said);
  if (refused) throw new Refused(because("api_disabled"));
  if (!token) throw new NotUnderstood();
  return readChallenge(token);
}
