/** Ways to write an address so that no mail gateway or listener takes it for one, undone. */
export function respell(text: string): { text: string; guessed: boolean } {
  const refanged = text
    .replace(/\bhxxp(s?)(?=\s*\[?:)/gi, "http$1")
    .replace(/\[:(\/\/)?\]/g, ":$1")
    .replace(/\s*[[({<]\s*(?:\.|dot|punkt)\s*[\])}>]\s*/gi, ".")
    .replace(/\[\/\]/g, "/")
    .replace(/(?<=[\p{L}\p{N}])[·‧∙⋅・･•](?=[\p{L}\p{N}])/gu, ".")
    .replace(/^((?:https?:\/\/)?)www\.(?=https?:\/\/)/i, "$1");
  const spoken = /\s(?:dot|punkt|point)\s/i.test(refanged)
    ? refanged
        .replace(/\s+(?:dot|punkt|point)\s+/gi, ".")
        .replace(/\s*\b(?:colon|doppelpunkt)\b\s*/gi, ":")
        .replace(/\s*\b(?:forward )?(?:slash|schrägstrich)\b\s*/gi, "/")
        .replace(/\s+(?:dash|hyphen|minus|bindestrich)\s+/gi, "-")
    : refanged;
  return { text: spoken, guessed: spoken !== text };
}

const label = /^([\p{L}][\p{L}\p{N} _()/'-]{0,40}?)\s*[:=]\s*(?=\S)/u;
const schemes =
  /^(?:[a-z]{0,2}h?[tx]{1,4}p{1,2}s{0,2}|mailto|javascript|data|file|s?ftps?|ssh|tel|ldaps?|about|blob|wss?|view-source|chrome|smb|vbscript|callto|sms|git|jdbc|postgres(?:ql)?|mysql|mariadb|odbc|sqlserver)$/i;

/** "URL: https://…", "Account ID: 1234567": a form's words before the value. */
export function withoutLabel(text: string, anyValue: boolean): string {
  const found = label.exec(text);
  if (found === null || schemes.test(found[1]!.trim())) return text;
  const rest = text.slice(found[0].length);
  if (rest.startsWith("//") || rest.startsWith("\\")) return text;
  const blank = /\s$/.test(found[0]);
  if (/^https?:/i.test(rest)) return rest;
  if (!blank || /^\d{1,5}(?:\/|$)/.test(rest)) return anyValue && blank ? rest : text;
  return anyValue || rest.includes(".") ? rest : text;
}
