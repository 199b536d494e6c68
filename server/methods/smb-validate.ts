import { NotUnderstood, cut, u16, u32, understood } from "./smb-bytes.js";
import { headerLength, type Answer } from "./smb-message.js";
import { capabilities, offered, security, type Agreed, type Offer } from "./smb-negotiate.js";

/** FSCTL_VALIDATE_NEGOTIATE_INFO. */
const validate = 0x00140204;

/**
 * Asks a server before 3.1.1 what it heard and said at the beginning, now that its word is signed: whoever changed it in
 * between is found out (MS-SMB2, 2.2.31.4). A question that concerns no file.
 */
export function askAgain({ guid }: Offer): Buffer {
  const none = Buffer.alloc(16, 0xff);
  const at = headerLength + 56;
  const input = Buffer.concat([u32(capabilities), guid, u16(security, offered.length, ...offered)]);
  return Buffer.concat([u16(57, 0), u32(validate), none, u32(at, input.length, 0, 0, 0, 1024, 1, 0), input]);
}

/** Throws NotUnderstood where what was agreed on is not what the server said. */
export function mustBeTheSame({ dialect, told }: Agreed, { message }: Answer): void {
  const output = understood(() =>
    cut(message, message.readUInt32LE(headerLength + 32), message.readUInt32LE(headerLength + 36)),
  );
  const said = Buffer.concat([u32(told.capabilities), told.guid, u16(told.security, dialect)]);
  if (!output.equals(said)) throw new NotUnderstood();
}
