/**
 * The text as a person sees it: without terminal colours, direction marks, joiners, fillers, tags and controls, and
 * with every kind of blank a plain one. Lines that quoted-printable cut are whole again.
 */
export function visible(pasted: string): string {
  if (/^[\x20-\x7e]*$/.test(pasted)) return pasted;
  return pasted
    .replace(/=\r?\n/g, "")
    .replace(/\u001B\[[\d;?]{0,16}[A-Za-z]/g, "")
    .replace(/[\t\n\v\f\r\u0085\p{Z}]/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\uFFFC]/gu, "");
}

const encodedBlanks = [
  "%20",
  "%09",
  "%0a",
  "%0d",
  "%c2%a0",
  "%e2%80%8b",
  "%e2%80%8e",
  "%ef%bb%bf",
  "=20",
  "\\n",
  "\\r",
  "\\t",
];

/** Without the blanks that stand at its ends in an encoding, as mails and logs leave them: "https://…%20", "…\n". */
export function withoutEncodedBlanks(text: string): string {
  let rest = text;
  for (let turn = 0; turn < 8; turn++) {
    const lower = rest.slice(-9).toLowerCase();
    const last = encodedBlanks.find((blank) => lower.endsWith(blank));
    if (last === undefined) break;
    rest = rest.slice(0, -last.length).trimEnd();
  }
  return rest.replace(/^((?:https?:\/\/)?)(?:%20|%09|%0[ad]|%c2%a0|%e2%80%8[be]|%ef%bb%bf)+/i, "$1");
}
