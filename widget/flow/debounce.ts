/** Calls `act` once things have been quiet for `ms`; `flush` calls it at once if it is waiting. */
export function debounce(ms: number, act: () => void): { (): void; flush(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const cancel = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const flush = () => {
    if (timer === null) return;
    cancel();
    act();
  };
  const later = () => {
    cancel();
    timer = setTimeout(() => {
      timer = null;
      act();
    }, ms);
  };
  return Object.assign(later, { flush, cancel });
}
