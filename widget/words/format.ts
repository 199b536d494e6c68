/** Numbers, lists, dates and durations in a language, by Intl. */
export function format(language: string) {
  const numbers = new Intl.NumberFormat(language);
  const seconds = new Intl.NumberFormat(language, { style: "unit", unit: "second", maximumFractionDigits: 1 });
  const wholeSeconds = new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "long" });
  const milliseconds = new Intl.NumberFormat(language, { style: "unit", unit: "millisecond" });
  const minutes = new Intl.NumberFormat(language, { style: "unit", unit: "minute", unitDisplay: "long" });
  const lists = new Intl.ListFormat(language, { type: "conjunction" });
  const times = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return {
    number: (n: number): string => numbers.format(n),
    list: (items: readonly string[]): string => lists.format(items),
    /** A day or instant in ISO 8601; given back as it came when it is neither. */
    date: (iso: string): string => (Number.isNaN(Date.parse(iso)) ? iso : dates.format(new Date(iso))),
    /** A moment today, as the person's own clock shows it. */
    time: (at: number): string => times.format(at),
    /** What is left: 4:32, or 1:04:32. */
    countdown: (seconds: number): string => {
      const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      const [first, ...others] = parts[0] === 0 ? parts.slice(1) : parts;
      return [first, ...others.map((part) => String(part).padStart(2, "0"))].join(":");
    },
    /** As short as it may be: 40 ms, 1.2 s, 30 seconds, 5 minutes. */
    duration: (ms: number): string => {
      if (!Number.isFinite(ms)) return "";
      if (ms < 1_000) return milliseconds.format(Math.round(ms));
      if (ms < 20_000) return seconds.format(ms / 1_000);
      return ms < 90_000 ? wholeSeconds.format(Math.round(ms / 1_000)) : minutes.format(Math.round(ms / 60_000));
    },
  };
}
