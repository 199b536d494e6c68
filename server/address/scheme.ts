import { distance } from "./distance.js";

export interface Schemed {
  readonly rest: string;
  /** Undefined where none was given. */
  readonly secure?: boolean;
  /** Not as a scheme is written: put right. */
  readonly mended: boolean;
  /** A scheme that we do not speak, in lower case. */
  readonly foreign?: string;
}

const foreign =
  /^(javascript|vbscript|data|file|s?ftps?|ssh|telnet|tel|sms|callto|mailto|ldaps?|about|blob|wss?|chrome|edge|smb|nfs|git|svn|gopher|urn|jdbc|odbc|postgres(?:ql)?|mysql|mariadb|mongodb|redis|tcp|udp|rdp|vnc|steam|skype|msteams|intent|market|cid|news|nntp|imaps?|smtps?|pop3?|s3|gs|dav|davs|webcal|android-app|ms-[a-z]+)\s*:/i;
const written = /^([a-z]{2,8})(\s*[:;.]{0,3}\s*[/\\](?:\s*[/\\])*\s*(?::\/\/)?|\s*:{1,2}\s*(?=[\p{L}\p{N}[]))/iu;

/** Reads http or https off the front, however it is written ("htps:/", "https//", "https://https://"). */
export function readScheme(text: string): Schemed {
  let rest = text.replace(/^(?:view-source|url):\s*(?=\S)/i, "");
  let mended = rest !== text;
  let secure: boolean | undefined;
  for (let again = 0; again < 4; again++) {
    const other = foreign.exec(rest);
    if (other !== null) return { rest, mended, foreign: other[1]!.toLowerCase() };
    const found = written.exec(rest);
    const spoken = found && meant(found[1]!.toLowerCase(), found[2]!);
    if (!found || spoken === undefined || spoken === null) break;
    mended ||= secure !== undefined || !/^https?:\/\/$/i.test(found[0]);
    secure = secure === true || spoken === "https";
    rest = rest.slice(found[0].length);
  }
  const stranger = /^([a-z][a-z0-9+-]*):\/\//i.exec(rest);
  if (stranger !== null) return { rest, mended, foreign: stranger[1]!.toLowerCase() };
  const bare =
    secure === undefined ? rest.replace(/^\s*(?::+\s*[/\\]*|[/\\]{2,})\s*/, "") : rest.replace(/^[:/\\]+/, "");
  return { rest: bare, secure, mended: mended || bare !== rest };
}

/** Which of the two was meant; undefined where it is neither. */
function meant(word: string, separator: string): "http" | "https" | undefined {
  if (word === "http" || word === "https") return word;
  if (!/[/\\]/.test(separator) || !/[:;.]|[/\\]{2}/.test(separator)) return undefined;
  const toHttp = distance(word, "http", 2);
  const toHttps = distance(word, "https", 2);
  if (Math.min(toHttp, toHttps) > 2) return undefined;
  return toHttps <= toHttp ? "https" : "http";
}
