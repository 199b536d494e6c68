/**
 * Forms in which a secret could be seen again: as it is, within JSON, within an address, as the bytes of a header.
 * Nothing, where it could not be told from what is always there ("null", "1").
 */
export function formsOf(secret: string, usual: string): string[] {
  const telling = secret.length >= 6 || /[^\w.:-]/.test(secret);
  if (!telling || secret.trim() === "" || usual.includes(secret)) return [];
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    new URLSearchParams({ "": secret }).toString().slice(1),
    Buffer.from(secret, "utf8").toString("base64"),
  ];
  return [...new Set(forms)].filter((form) => form.length >= 2 && !usual.includes(form));
}

export const leaks = (secret: string, usual: string, text: string): boolean =>
  formsOf(secret, usual).some((form) => text.includes(form));
