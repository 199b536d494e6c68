/*
 * PostgreSQL refuses a zero unit in text, and UTF-8 has no half surrogate pairs; people paste both. Such a text is
 * kept as a mark and its JSON, which has escapes for them; any other is kept as it is. It is done for every parameter
 * and every answer, so that no query has to think of it, and equal texts stay equal in the database.
 */
const mark = "\u0001json:";
// With the u flag a whole pair is one character, so only halves are found.
const needsMark = /[\0\p{Surrogate}]/u;

export function toColumn(value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (!needsMark.test(value) && !value.startsWith(mark)) return value;
  return mark + JSON.stringify(value);
}

export function fromColumn(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith(mark)) return value;
  return JSON.parse(value.slice(mark.length));
}
