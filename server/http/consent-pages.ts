/** The plain pages around consent elsewhere, in both languages: they are seen for a moment, and must work without the flow. */
const html = (title: string, body: string, script?: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${
    script ? `<script defer src="${script}"></script>` : ""
  }<body>${body}</body></html>\n`;

/** A whole page on its way to the provider. Its start secret is in a cookie; without script there is the button. */
export const goPage = html(
  "Sign in",
  `<form method="post" action="/popup/start"><p>You go on to the page where you sign in.</p><p lang="de">Es geht weiter zur Seite, auf der Sie sich anmelden.</p><button>Continue · Weiter</button></form>`,
  "/popup/page.js",
);
export const goScript = "document.forms[0].requestSubmit();\n";

export const donePage = html(
  "Done",
  `<p>Done. You can close this window.</p><p lang="de">Fertig. Sie können dieses Fenster schließen.</p>`,
  "/popup/done.js",
);
export const doneScript = "window.close();\n";

export const overPage = html(
  "This sign-in cannot go on",
  `<p>This sign-in cannot go on: it was used before, took too long, or began elsewhere. Close this window and start again.</p><p lang="de">Diese Anmeldung kann nicht weitergehen: Sie wurde schon benutzt, hat zu lange gedauert oder wurde woanders begonnen. Schließen Sie dieses Fenster und beginnen Sie noch einmal.</p>`,
);
