/** Sign-in page of the provider: known accounts only, and a way to say no. */
export function signInPage(uid: string, client: string, refused: boolean): string {
  return page(
    "Sign in",
    `<p>to continue to <b>${escape(client)}</b></p>
    ${refused ? '<p role="alert">This name and password do not fit.</p>' : ""}
    <form method="post" action="/interaction/${uid}/login">
      <p><label>E-mail <input name="login" type="email" autocomplete="username" required autofocus></label></p>
      <p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
      <button>Sign in</button>
    </form>${refuse(uid)}`,
  );
}

/** Consent page: what the client asks for, allow or refuse. */
export function consentPage(uid: string, client: string, scopes: readonly string[]): string {
  return page(
    "Allow access?",
    `<p><b>${escape(client)}</b> asks for:</p>
    <ul>${scopes.map((scope) => `<li>${escape(scope)}</li>`).join("")}</ul>
    <form method="post" action="/interaction/${uid}/consent"><button>Allow</button></form>${refuse(uid)}`,
  );
}

function refuse(uid: string): string {
  return `<form method="post" action="/interaction/${uid}/refuse"><button>Refuse</button></form>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
