import type { trust as words } from "./en.trust.js";
import { format } from "./format.js";

const { date } = format("de");

/** Was jemand braucht, um ein Zertifikat selbst zu beurteilen. */
export const trust: typeof words = {
  title: "Ist das Ihr Server?",
  text: (system) =>
    `Wenn Sie diesem Zertifikat vertrauen, senden wir die Anmeldung an den, der genau dieses vorzeigt, und an niemanden sonst. Lassen Sie sich von dem, der den Server von ${system} betreibt, den Fingerabdruck vorlesen, am besten am Telefon, und vertrauen Sie ihm nur, wenn beide gleich sind.`,
  textKey: (system) =>
    `Wenn Sie diesem Schlüssel vertrauen, senden wir die Anmeldung an den, der genau diesen vorzeigt, und an niemanden sonst. Lassen Sie sich von dem, der den Server von ${system} betreibt, den Fingerabdruck vorlesen, am besten am Telefon, und vertrauen Sie ihm nur, wenn beide gleich sind.`,
  subject: "Zertifikat von",
  issuer: "Ausgestellt von",
  itself: "dem Server selbst",
  names: "Ausgestellt auf",
  valid: "Gültig",
  dates: (from, to) => [from && `vom ${date(from)}`, to && `bis zum ${date(to)}`].filter(Boolean).join(" "),
  fingerprint: "Fingerabdruck (SHA-256)",
  hostKey: "Schlüssel des Servers",
  copy: "Fingerabdruck kopieren",
  copied: "Kopiert",
  copyFailed: "Kopieren ist hier nicht erlaubt. Der Text ist markiert; kopieren Sie ihn selbst.",
  confirm: "Diesem Zertifikat vertrauen",
  confirmKey: "Diesem Schlüssel vertrauen",
  authority: "Hat Ihre Firma eine eigene Zertifizierungsstelle?",
  authorityText:
    "Dann geben Sie uns lieber deren Zertifikat. Es gilt auch dann noch, wenn der Server ein neues bekommt. Ihre IT-Abteilung hat es als Datei (.pem, .crt, .cer oder .der).",
  choose: "CA-Zertifikat wählen",
  chooseAnother: "Anderes CA-Zertifikat wählen",
  refused: {
    too_large: "Diese Datei ist zu groß für ein Zertifikat. Gesendet wurde nichts.",
    private_key:
      "In dieser Datei steht ein privater Schlüssel. Er muss bei Ihnen bleiben, darum wurde nichts gesendet. Wählen Sie die Datei, in der nur das Zertifikat steht.",
    no_certificate:
      "Diese Datei ist kein Zertifikat, darum wurde nichts gesendet. Wählen Sie eine Datei mit .pem, .crt, .cer oder .der.",
    unreadable: "Diese Datei ließ sich nicht öffnen. Wählen Sie sie noch einmal, oder eine andere.",
    server: (file) => `${file} war nicht als Zertifikat zu lesen. Alles andere ist, wie es war.`,
  },
  trusted: {
    pin: "Sie vertrauen dem Zertifikat dieses Servers.",
    ca: (file) => `Sie vertrauen der Zertifizierungsstelle aus ${file}.`,
    hostKey: "Sie vertrauen dem Schlüssel dieses Servers.",
  },
  stop: "Nicht mehr vertrauen",
  by: { pin: "Sie vertrauen dem Zertifikat", ca: "von Ihrer eigenen Zertifizierungsstelle" },
};
