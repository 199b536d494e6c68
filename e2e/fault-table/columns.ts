import { clientCertificate } from "./clientCertificate.js";
import { icinga } from "./icinga.js";
import { localFolder } from "./localFolder.js";
import { mariadb } from "./mariadb.js";
import { oidcProvider } from "./oidcProvider.js";
import { ours } from "./ours.js";
import { postgres } from "./postgres.js";
import type { Column } from "./row.js";
import { sftp } from "./sftp.js";
import { smb } from "./smb.js";
import { tryton } from "./tryton.js";
import { upstream } from "./upstream.js";
import { webdav } from "./webdav.js";
import { wordpress } from "./wordpress.js";

/** The columns of the table, in order. One more is a file beside this, and a line. */
export const columns: readonly Column[] = [
  tryton,
  wordpress,
  icinga,
  postgres,
  mariadb,
  sftp,
  webdav,
  smb,
  oidcProvider,
  clientCertificate,
  localFolder,
  upstream,
  ours,
];
