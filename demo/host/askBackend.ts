/** Asks the host's own backend. With a body it is a POST. Throws with the request id where the backend has one. */
export async function askBackend<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(
    path,
    body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
  );
  if (response.ok) return (await response.json()) as T;
  const { code, requestId } = (await response.json().catch(() => ({}))) as { code?: string; requestId?: string };
  throw new Error(`${path} answered ${response.status} ${code ?? ""}${requestId ? ` (request ${requestId})` : ""}`);
}
