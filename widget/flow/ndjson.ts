/**
 * Reads lines of JSON (application/x-ndjson) as they come, however the bytes are cut. Empty lines are skipped.
 * @throws SyntaxError for a line that is not JSON, or for one longer than 1 MiB.
 */
export async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: unknown) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      for (const line of lines) if (line.trim()) onLine(JSON.parse(line));
      if (done) return;
      if (rest.length > 1_048_576) throw new SyntaxError("line too long");
    }
  } finally {
    // Whoever stopped early must not leave the server writing into the void.
    await reader.cancel().catch(() => undefined);
  }
}
