import { because } from "./finding.js";
import { u16, understood, utf16 } from "./smb-bytes.js";
import { SmbRefusal, statuses } from "./smb-cause.js";
import { headerLength } from "./smb-message.js";
import type { Opened } from "./smb-open.js";
import { askAgain, mustBeTheSame } from "./smb-validate.js";
import { Refused } from "./starttls.js";

const disk = 1;
const noShare = () => new Refused(because("folder_not_found", { field: "share" }));

/** Opens a share and gives its number; what is a printer, or leads to services, is no share of files. */
export async function openShare({ wire, agreed, offer }: Opened, host: string, share: string): Promise<number> {
  const path = utf16(`\\\\${host}\\${share}`);
  const body = Buffer.concat([u16(9, 0, headerLength + 8, path.length), path]);
  const { tree, message } = await wire.ask("treeConnect", body).catch((error: unknown) => {
    throw error instanceof SmbRefusal ? refused(error) : error;
  });
  // What 3.1.1 agrees on is a part of its keys.
  if (agreed.dialect < 0x0311) {
    const { old } = statuses;
    const answer = await wire.ask("control", askAgain(offer), { tree, accept: old });
    // One of 2.1 may not know the question: it says so, signed.
    if (answer.status === statuses.success || agreed.dialect > 0x0210) mustBeTheSame(agreed, answer);
  }
  if (understood(() => message.readUInt8(headerLength + 2)) !== disk) throw noShare();
  return tree;
}

function refused({ status, code }: SmbRefusal): Error {
  if (status === statuses.badShareName || status === statuses.badShareKind) return noShare();
  return new Refused(because(code, code === "folder_forbidden" ? { field: "share" } : {}));
}
