import type { AddressCode } from "#contract";
import { isEmail } from "./email.js";
import { hasTemplate } from "./placeholder.js";
import { looksLikeSecret, namesSecret } from "./secret.js";

const folders =
  /^\/(?:home|usr|var|etc|opt|mnt|srv|tmp|root|media|users|volumes|private|library|applications|dev|proc|sys|bin|sbin|lib(?:32|64)?|run|boot|data|nix|snap|cygdrive|storage|sdcard|system\/volumes)(?:\/|$)/i;
const drives =
  /^(?:[a-z]:(?:[\\/](?![\\/])|$)|\\\\[^\\]|~\/|\.{1,2}[\\/]|%[a-z_]+%\\|\$(?:home|pwd|\{home\}|env:\w+)[\\/])/i;
/** Kinds of files; endings of names that are in use (.py, .sh, .md) are not among them. */
const files =
  /^[^/\\:?#@=]{1,120}\.(?:exe|dll|msi|lnk|url|webloc|conf|cfg|ini|log|txt|rtf|csv|tsv|xlsx?|xlsm|docx?|pptx?|odt|ods|pdf|png|jpe?g|gif|bmp|svg|webp|heic|tiff?|html?|xml|json|ya?ml|sql|sqlite|bak|tar|gz|tgz|7z|rar|zip|iso|dmg|deb|rpm|apk|jar|war|ps1|bat|cmd|js|php|aspx?|jspx?|ics|eml|msg|mdb|accdb|dbf|mp[34]|avi|ionapi|pem|crt|cer|pfx|p12|key|ppk|rdp)$/i;

/** What can be told from the whole text, before it is taken apart. */
export function notAnAddress(text: string, raw: string): AddressCode | undefined {
  if (text === "") return "not_an_address";
  if (looksLikeSecret(text) || looksLikeSecret(raw) || namesSecret(raw)) return "looks_like_secret";
  if (hasTemplate(raw)) return "placeholder";
  if (isEmail(text)) return "email_not_url";
  if (/^[\w.-]+@[\w.-]+:[^/\d\s]/.test(text)) return "unsupported_scheme"; // scp and git: "git@host:path"
  if (/^~\/|^[a-z]:$/i.test(raw) || drives.test(text) || folders.test(text) || files.test(text)) return "file_path";
  if (/^[/?#&+](?![/\\])/.test(text) || !/[\p{L}\p{N}]/u.test(text)) return "not_an_address";
  return undefined;
}
