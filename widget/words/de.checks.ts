import type { checks as words } from "./en.checks.js";
import { format } from "./format.js";

const { number, list, date, duration, time, countdown } = format("de");
const records = (n: number, one: string, many: string) => `${number(n)} ${n === 1 ? one : many}`;

/** Was gesagt wird, während die Prüfungen laufen, und zu dem, was herauskam. */
export const checks: typeof words = {
  title: (system) => `${system} wird geprüft`,
  titleEnded: (system) => `Prüfung von ${system}`,
  plain: "Nicht verschlüsselt, doch der Weg dorthin bleibt im internen Netz",
  access: { running: () => "Zugang wird versucht", yes: () => "Der Zugang geht", no: () => "Kein Zugang" },
  list: "Was geprüft wurde",
  waiting: "Es geht los",
  stop: "Anhalten",
  answers: { running: "läuft", yes: "ja", no: "nein", unknown: "nicht zu erkennen" },
  names: {
    address: {
      running: () => "Adresse wird gelesen",
      yes: () => "Die Adresse ist in Ordnung",
      no: () => "Die Adresse ist nicht brauchbar",
    },
    name: {
      running: () => "Name wird nachgeschlagen",
      yes: () => "Der Name ist bekannt",
      no: () => "Der Name wurde nicht gefunden",
    },
    reach: {
      running: () => "Server wird angesprochen",
      yes: () => "Der Server antwortet",
      no: () => "Der Server wurde nicht erreicht",
    },
    secure: {
      running: () => "Verschlüsselung wird angesehen",
      yes: () => "Die Verbindung ist verschlüsselt",
      no: () => "Die Verschlüsselung ist nicht in Ordnung",
    },
    recognise: {
      running: (s) => `Ist es wirklich ${s}?`,
      yes: (s) => `Es ist ${s}`,
      no: (s) => `Das ist nicht ${s}`,
    },
    signIn: { running: () => "Anmeldung", yes: () => "Angemeldet", no: () => "Nicht angemeldet" },
    read: {
      running: (_, data) => `Zugriff auf ${data}`,
      yes: (_, data) => `Darf ${data} lesen`,
      no: (_, data) => `Darf ${data} nicht lesen`,
    },
    record: {
      running: (_, data) => `Erster Datensatz: ${data}`,
      yes: (_, data) => `Erster Datensatz gelesen: ${data}`,
      no: (_, data) => `Kein erster Datensatz: ${data}`,
    },
  },
  took: (ms) => duration(ms),
  facts: {
    address: (v) => v,
    addresses: (v) => `Netzadresse ${v}`,
    product: (v) => v,
    version: (v) => `Version ${v}`,
    identity: (v) => `Als ${v}`,
    count: (v, one, many) => (/^\d+$/.test(v) ? records(Number(v), one, many) : `${v} ${many}`),
    record: (v) => `Der erste: ${v}`,
    certificate: (v) => `Zertifikat: ${v}`,
    waitSeconds: (v) => `Wartezeit: ${duration(Number(v) * 1000)}`,
    expires: (v) => `Gültig bis ${date(v)}`,
    hostKey: (v) => `Schlüssel des Servers: ${v}`,
    tried: (v) => `Versucht: ${v}`,
    asks: (v) => `Es fragt: ${v}`,
  },
  connected: {
    title: (system) => `${system} kann verbunden werden`,
    text: (host) => `Alles, was ${host} braucht, funktioniert.`,
  },
  warnings: {
    title: (system) => `${system} kann mit Einschränkungen verbunden werden`,
    text: (n) =>
      n === 1
        ? "Eines ist zu beachten. Verbinden können Sie trotzdem."
        : `${number(n)} Dinge sind zu beachten. Verbinden können Sie trotzdem.`,
    about: (data) => `Betrifft ${data}`,
  },
  cancelled: { title: "Die Prüfung wurde angehalten", text: "Geändert wurde nichts. Ihre Eingaben sind noch da." },
  broken: "Die Prüfung ist abgebrochen",
  connect: (system) => `${system} verbinden`,
  other: {
    title: "Das ist ein anderes Konto als bisher",
    text: (before, now) => `Bisher war es ${before}, jetzt ist es ${now}. Fahren Sie nur fort, wenn Sie das so wollen.`,
    accept: (now) => `${now} verwenden`,
  },
  reconnect: (system) => `${system} neu verbinden`,
  connecting: "Wird verbunden",
  finishFailed: "Die Verbindung ließ sich nicht anlegen",
  found: (values) =>
    `Gefunden: ${list(values.length > 6 ? [...values.slice(0, 5), `${number(values.length - 5)} weitere`] : values)}`,
  again: "Noch einmal prüfen",
  againIn: (seconds) => `in ${countdown(seconds)}`,
  againAt: (at) => `möglich um ${time(at)} Uhr`,
  wait: (system, at) => `${system} bittet uns, bis ${time(at)} Uhr zu warten.`,
  locked: (at) => `Gesperrt bis ${time(at)} Uhr. Warten Sie so lange: ein früherer Versuch kann es verlängern.`,
  waitForUs: (at) => `Um ${time(at)} Uhr können wir noch einmal prüfen.`,
  waited: "Sie können jetzt noch einmal prüfen.",
  correct: "Berichtigen",
  details: "Zu den Angaben",
  otherMethod: "Auf anderem Weg verbinden",
  otherSystem: "Anderes System",
  useAddress: (address) => `${address} nehmen`,
  otherWays: "Andere Wege:",
  looksLike: (other) => `Unter dieser Adresse antwortet offenbar ${other}.`,
  giveUp: "Ich komme nicht weiter",
  whoHelps: "Wer helfen kann",
  letIn: "Eine Firewall muss diese Adressen von uns durchlassen:",
  letInCopy: "Adressen kopieren",
  fault: (field) => `Es geht um: ${field}`,
};
