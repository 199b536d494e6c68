import type { MethodUseOf } from "#contract";
import { ftps } from "./ftps.js";
import { local } from "./local.js";
import type { Method } from "./method.js";
import { s3 } from "./s3.js";
import { sftp } from "./sftp.js";
import { smb } from "./smb.js";
import { webdav } from "./webdav.js";

const protocols: { readonly [P in MethodUseOf<"files">["protocol"]]?: Method<"files"> } = {
  local,
  sftp,
  ftps,
  webdav,
  smb,
  s3,
};

/** Files of a folder: one method for each protocol, because each is reached in a way of its own. */
export const files = (use: MethodUseOf<"files">): Method<"files"> | null => protocols[use.protocol] ?? null;
