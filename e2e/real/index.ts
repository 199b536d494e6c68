import { cap } from "./cap.js";
import { icinga } from "./icinga.js";
import { localFolder } from "./localFolder.js";
import { mariadb } from "./mariadb.js";
import { nginxFront } from "./nginxFront.js";
import { oauth1 } from "./oauth1.js";
import { oidcProvider } from "./oidcProvider.js";
import { openssh } from "./openssh.js";
import { postgres } from "./postgres.js";
import type { AnyRealSystem } from "./realSystem.js";
import { s3 } from "./s3.js";
import { samba } from "./samba.js";
import { soap } from "./soap.js";
import { tryton } from "./tryton.js";
import { vsftpd } from "./vsftpd.js";
import { webdav } from "./webdav.js";
import { wordpress } from "./wordpress.js";

/** Real systems that run here. A new one is one file beside this, and one line. */
export const realSystems: readonly AnyRealSystem[] = [
  tryton,
  wordpress,
  postgres,
  mariadb,
  oidcProvider,
  oauth1,
  icinga,
  openssh,
  vsftpd,
  webdav,
  samba,
  s3,
  soap,
  cap,
  localFolder,
  nginxFront,
];
