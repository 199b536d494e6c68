/** Ways to write an address so that no mail gateway or listener takes it for one, undone. */
export function respell(text: string): { text: string; guessed: boolean } {
  const whole = /^\S(?: \S){7,}$/.test(text) ? text.replaceAll(" ", "") : text; // "a c m e . o d o o . c o m"
  const refanged = whole
    .replace(/\bhxxp(s?)(?= ?\[?:)/gi, "http$1")
    .replace(/^http[[({]s[\])}](?=:)/i, "https")
    .replace(/\[:(\/\/)?\]/g, ":$1")
    .replace(/ ?[[({<] ?(?:\.|dot|punkt|point|punto) ?[\])}>] ?/gi, ".")
    .replace(/\[\/\]/g, "/")
    .replace(/[·‧∙⋅・･•](?<=[\p{L}\p{N}].)(?=[\p{L}\p{N}])/gu, ".")
    .replace(/^((?:https?:\/\/)?)www\.(?=https?:\/\/)/i, "$1");
  const dashed = refanged.includes(".") ? refanged : refanged.replace(/(?<=[a-z\d])-(?:dot|punkt)-(?=[a-z\d])/gi, ".");
  const spoken = dots.test(dashed)
    ? dashed
        .replace(new RegExp(dots, "gi"), ".")
        .replace(/ ?\b(?:colon|doppelpunkt|deux-points|dos puntos)\b ?/gi, ":")
        .replace(/ ?\b(?:forward )?(?:slash|schrägstrich|barra)\b ?/gi, "/")
        .replace(/ (?:dash|hyphen|minus|bindestrich|tiret|guion|trattino) /gi, "-")
    : dashed;
  return { text: spoken, guessed: spoken !== text };
}

/** How a dot is said. */
const dots = / (?:dot|punkt|point|punto|ponto|punt|period|kropka|tečka|pont) /i;
const label = /^([\p{L}][\p{L}\p{N} _()/'-]{0,40}?) ?[:=] ?(?=\S)/u;
const schemes =
  /^(?:[a-z]{0,2}h?[tx]{1,4}p{1,2}s{0,2}|mailto|javascript|data|file|s?ftps?|ssh|tel|ldaps?|about|blob|wss?|view-source|chrome|smb|vbscript|callto|sms|git|jdbc|postgres(?:ql)?|mysql|mariadb|odbc|sqlserver)$/i;

/** "URL: https://…", "Account ID: 1234567": a form's words before the value. */
export function withoutLabel(text: string, anyValue: boolean): string {
  const found = label.exec(text);
  if (found === null || schemes.test(found[1]!.trim())) return text;
  const rest = text.slice(found[0].length);
  if (rest.startsWith("//") || rest.startsWith("\\")) return text;
  const blank = found[0].endsWith(" ");
  if (/^https?:/i.test(rest)) return rest;
  if (!blank || /^\d{1,5}(?:\/|$)/.test(rest)) return anyValue && blank ? rest : text;
  return anyValue || rest.includes(".") ? rest : text;
}
