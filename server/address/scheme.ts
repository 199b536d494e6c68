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
  /^(javascript|vbscript|data|file|s?ftps?|tftp|ssh|scp|telnet|tel|sms|callto|mailto|ldap[si]?|about|blob|filesystem|wss?|chrome(?:-extension)?|edge|opera|brave|moz-extension|resource|smb|cifs|afp|nfs|git|svn|gopher|urn|jdbc|odbc|postgres(?:ql)?|mysql|mariadb|mssql|sqlserver|oracle|mongodb|redis|amqps?|mqtts?|coaps?|tcp|udp|net\.(?:tcp|pipe|msmq)|rdp|vnc|rts?p|rtmp|sips?|xmpp|irc|im|geo|maps|magnet|bitcoin|steam|skype|msteams|slack|zoommtg|whatsapp|tg|intent|market|cid|mid|news|nntp|imaps?|smtps?|pop3?|ipps?|s3|gs|wasbs?|abfss?|davs?|webcals?|feed|itms(?:-apps)?|android-app|x-[a-z-]+|ms-[a-z]+)\s?:(?!\d{2,5}(?:[/?#]|$))/i;
const written = /^([a-z]{1,12})(\s?[:;.,]{0,3}\s?[/\\](?:\s?[/\\])*\s?(?::\/\/)?|\s?:{1,2}\s?(?=[\p{L}\p{N}[]))/iu;

/** Reads http or https off the front, however it is written ("htps:/", "https//", "https://https://"). */
export function readScheme(text: string): Schemed {
  let rest = text.replace(/^(?:view-source|url):\s?(?=\S)/i, "");
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
    secure === undefined ? rest.replace(/^\s?(?::+\s?[/\\]*|[/\\]{2,})\s?/, "") : rest.replace(/^[:/\\,]+/, "");
  return { rest: bare, secure, mended: mended || bare !== rest };
}

/** Without the blanks that came into the scheme: "http s://", "https: //". */
export const inOnePiece = (text: string): string =>
  text.replace(/^(?:h ?t ?t ?p(?: ?s)?|[a-z]{2,7}) ?[:;] ?[/\\] ?[/\\] ?/i, (scheme) => scheme.replaceAll(" ", ""));

/** Which of the two was meant; undefined where it is neither. */
function meant(word: string, separator: string): "http" | "https" | undefined {
  if (word === "http" || word === "https") return word;
  if (!/[/\\]/.test(separator) || !/[:;.,]|[/\\]{2}/.test(separator)) return undefined;
  // Its first letters were not copied, or something ran into it: "ps://", "httphttps://", "urlhttps://".
  const colon = /^\s?:/.test(separator);
  if (colon && /^(?:tt|t)?p?s$/.test(word)) return "https";
  if (colon && /^(?:tt|t)?p$/.test(word)) return "http";
  if (/http(s?)$/.test(word)) return word.endsWith("s") ? "https" : "http";
  const most = word.startsWith("h") ? 2 : 1;
  const toHttp = distance(word, "http", most);
  const toHttps = distance(word, "https", most);
  if (Math.min(toHttp, toHttps) > most) return undefined;
  return toHttps <= toHttp ? "https" : "http";
}
