/** Who is signed in to this pretend host: `?as=` says so. A real host's backend knows it by itself. */
export const person = { user: new URLSearchParams(location.search).get("as") ?? "anna" };
