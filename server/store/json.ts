/** JSON columns are text on both engines. */
export const toJson = (value: unknown): string => JSON.stringify(value);
export const fromJson = <T>(text: string): T => JSON.parse(text) as T;
export const toJsonOrNull = (value: unknown): string | null => (value == null ? null : toJson(value));
export const fromJsonOrNull = <T>(text: string | null): T | null => (text === null ? null : fromJson<T>(text));
