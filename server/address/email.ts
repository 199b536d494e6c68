/** Whether a text is an e-mail address: alone, with a name before it, or spelled with "(at)". */
export function isEmail(text: string): boolean {
  if (/^mailto:/i.test(text)) return true;
  const plain = text.replace(/ ?[[({<] ?(?:at|@|ät|arroba) ?[\])}>] ?/i, "@");
  const open = plain.lastIndexOf("<");
  if (open >= 0 && !plain.slice(0, open).includes("@")) {
    const inner = plain.slice(open + 1).replace(/>$/, "");
    return isBare(inner.replace(/^mailto:/i, ""));
  }
  if (plain.length > 120) return isBare(plain);
  return (
    isBare(plain) || /^[\w+-]*[._+][\w.+-]* (?:at|ät|arroba) \w[\w.-]*(?: ?(?:dot|punkt|\.) ?[a-z]+)+$/i.test(plain)
  );
}

/** local@domain.tld, as nothing but that. */
export function isBare(text: string): boolean {
  const at = text.lastIndexOf("@");
  if (at < 1) return false;
  const local = text.slice(0, at).replace(/@$/, "");
  const domain = text.slice(at + 1);
  const quoted = /^"[^"]*"$/.test(local);
  const dot = domain.indexOf(".");
  return (
    (quoted || /^[^\s@/:?#<>\\]+$/.test(local)) &&
    dot > 0 &&
    dot < domain.length - 1 &&
    /^[^\s@/:?#<>\\]+$/.test(domain)
  );
}
