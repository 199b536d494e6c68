import type { authorize as words } from "./en.consent.js";
import { format } from "./format.js";

const { time } = format("de");

/** Was gesagt wird, während jemand anderswo zustimmt. */
export const authorize: typeof words = {
  title: (system) => `Bei ${system} anmelden`,
  intro: (system, host) =>
    `Ein Fenster von ${system} öffnet sich. Melden Sie sich dort an und erlauben Sie ${host} den Zugriff. Kommen Sie dann hierher zurück.`,
  introTab: (system, host) =>
    `${system} öffnet sich in einem eigenen Tab. Melden Sie sich dort an und erlauben Sie ${host} den Zugriff. Kommen Sie dann hierher zurück.`,
  safe: (system) => `Ihr Kennwort bleibt bei ${system}; wir sehen es nie.`,
  open: (system) => `${system} öffnen`,
  starting: "Fenster wird geöffnet",
  waiting: (system) => `Wir warten auf Ihre Anmeldung bei ${system}`,
  leaving: (system) => `Weiter zu ${system}`,
  waitingHint: "Vielleicht liegt das Fenster hinter diesem. Sobald Sie fertig sind, geht es hier von selbst weiter.",
  again: "Fenster noch einmal öffnen",
  noWindow: "Kein Fenster zu sehen?",
  byPage: "Ohne Fenster weitermachen",
  page: (system) => `Ihr Link zu ${system} ist bereit`,
  pageHint: "Er gilt eine Minute. Sobald Sie fertig sind, geht es hier von selbst weiter.",
  follow: (system) => `Zu ${system}`,
  failed: "Die Anmeldung hat nicht geklappt",
  byCode: {
    intro: (system, host) =>
      `Sie geben auf einer Seite von ${system} einen Code ein und erlauben dort ${host} den Zugriff. Hier ist sonst nichts einzugeben.`,
    show: "Code anzeigen",
    starting: (system) => `Code wird bei ${system} geholt`,
    open: (page) => `Öffnen Sie diese Seite, hier oder auf Ihrem Telefon: ${page}`,
    enter: "Geben Sie dort diesen Code ein:",
    agree: (host) => `Melden Sie sich an und erlauben Sie ${host} den Zugriff.`,
    waiting: (system) => `Wir warten auf Ihre Zustimmung bei ${system}`,
    until: (at) => `Der Code gilt bis ${time(at)}. Sobald Sie fertig sind, geht es hier von selbst weiter.`,
    again: "Neuen Code holen",
    copy: "Code kopieren",
    copied: "Kopiert",
    copyFailed: "Kopieren ist hier nicht erlaubt. Der Code ist ausgewählt; kopieren Sie ihn selbst.",
  },
};
