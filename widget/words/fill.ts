/** Puts names in the place of `{system}` and `{host}`. What is not known stays as it is. */
export function fill(text: string, names: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
}
