/** What to list: `after` is the `next` of the page before, `limit` 1 to 100. */
export interface Paging {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}
/** `next` is null on the last page. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}
