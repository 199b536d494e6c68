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

/** Where the code of a device is entered (RFC 8628). `form` is the provider's own, with its id. */
export const codePage = (form: string, refused: boolean): string =>
  page(
    "Enter your code",
    `${refused ? '<p role="alert">This code does not fit.</p>' : ""}${form}
    <button type="submit" form="op.deviceInputForm">Continue</button>`,
  );

/** That it is the code of one's own device. */
export const ownCodePage = (form: string, client: string, code: string): string =>
  page(
    "Is this your code?",
    `<p><b>${escape(client)}</b> shows <code>${escape(code)}</code></p>${form}
    <button type="submit" form="op.deviceConfirmForm">Yes</button>
    <button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">No</button>`,
  );

export const codeDonePage = (): string => page("You have signed in", "<p>You may close this page.</p>");

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
