import { format } from "./format.js";

const { date } = format("en");

/** What a person needs in order to judge a certificate herself. */
export const trust = {
  title: "Is this your server?",
  text: (system: string) =>
    `If you trust this certificate, we send the sign-in to whoever shows exactly this one, and to nobody else. Ask whoever runs the server of ${system} to read you its fingerprint, best by phone, and trust it only if both are the same.`,
  textKey: (system: string) =>
    `If you trust this key, we send the sign-in to whoever shows exactly this one, and to nobody else. Ask whoever runs the server of ${system} to read you its fingerprint, best by phone, and trust it only if both are the same.`,
  subject: "Certificate of",
  issuer: "Issued by",
  itself: "the server itself",
  names: "Made out to",
  valid: "Valid",
  dates: (from: string, to: string) => [from && `from ${date(from)}`, to && `to ${date(to)}`].filter(Boolean).join(" "),
  fingerprint: "Fingerprint (SHA-256)",
  hostKey: "Key of the server",
  copy: "Copy fingerprint",
  copied: "Copied",
  copyFailed: "Copying is not allowed here. The text is selected; copy it yourself.",
  confirm: "Trust this certificate",
  confirmKey: "Trust this key",
  authority: "Does your company have an authority of its own?",
  authorityText:
    "Then give us its certificate instead. It goes on working when the server gets a new one. Your IT department has it as a file (.pem, .crt, .cer or .der).",
  choose: "Choose CA certificate",
  chooseAnother: "Choose another CA certificate",
  refused: {
    too_large: "This file is too large for a certificate. Nothing was sent.",
    private_key:
      "This file holds a private key. It must stay with you, so nothing was sent. Choose the file with the certificate alone.",
    no_certificate: "This file is no certificate, so nothing was sent. Choose a .pem, .crt, .cer or .der file.",
    unreadable: "This file could not be opened. Choose it once more, or another one.",
    server: (file: string) => `${file} could not be read as a certificate. Everything else is as it was.`,
  },
  trusted: {
    pin: "You trust the certificate of this server.",
    ca: (file: string) => `You trust the authority from ${file}.`,
    hostKey: "You trust the key of this server.",
  },
  stop: "Stop trusting",
  by: { pin: "trusted by you", ca: "vouched for by your own authority" },
};
