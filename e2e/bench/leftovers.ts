const endings = new Set<() => void>();

/** Something that must not outlive its bench. Gives back what ends it sooner; it ends once. */
export function untilEnd(end: () => void): () => void {
  const once = () => {
    if (endings.delete(once)) end();
  };
  endings.add(once);
  return once;
}

/** Ends all that is left, the latest first: a folder goes after the process that writes into it. */
export function endLeftovers(): void {
  for (const end of [...endings].reverse()) end();
}

// However this process ends, short of SIGKILL.
process.on("exit", endLeftovers);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
