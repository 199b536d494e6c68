import type { Words } from "./en.js";

/** Was zu einer eingefügten Adresse gesagt wird. */
export const address: Words["address"] = {
  reading: "Adresse wird gelesen",
  use: "Wir verwenden",
  did: "Meinen Sie",
  take: "Diese Adresse nehmen",
  other: (system) => `Das ist eine Adresse von ${system}.`,
  switch: (system) => `Zu ${system} wechseln`,
  confirmFirst: "Nehmen Sie die vorgeschlagene Adresse, oder berichtigen Sie sie.",
  takes: (found) => `Darin auch gefunden: ${found}`,
  changes: {
    scheme_added: "https:// ergänzt",
    made_secure: "http:// durch https:// ersetzt",
    cleaned: "überflüssige Zeichen entfernt",
    path_dropped: "Seite weggelassen",
    query_dropped: "Teil hinter ? weggelassen",
    port_dropped: "üblichen Port weggelassen",
    host_rewritten: "Namen der Schnittstelle eingesetzt",
    unicode_normalised: "Zeichen vereinheitlicht",
  },
  notices: {
    insecure_http: "Diese Adresse ist nicht verschlüsselt (http).",
    private_address: "Diese Adresse liegt in einem privaten Netz. Unser Server muss sie erreichen können.",
    single_label: "Diesen Namen gibt es nur innerhalb eines Netzes. Unser Server muss ihn erreichen können.",
    unusual_port: "Dieser Port ist ungewöhnlich; wir nehmen ihn, wie er dasteht.",
    custom_domain: "Das ist eine eigene Domain; wir sehen nach, was dort antwortet.",
    test_system: "Das sieht nach einem Testsystem aus.",
  },
  codes: {
    empty: "Geben Sie die Adresse Ihres Systems ein.",
    not_an_address: "Das liest sich nicht wie eine Adresse. Kopieren Sie sie aus der Adresszeile des Browsers.",
    email_not_url: "Das ist eine E-Mail-Adresse. Wir brauchen die Adresse des Systems.",
    unsupported_scheme: "Hier gehen nur Adressen, die mit https:// oder http:// beginnen.",
    credentials_in_url:
      "In dieser Adresse steht ein Benutzername oder Kennwort. Lassen Sie es weg; dafür gibt es Felder.",
    private_address: "Diese Adresse liegt in einem privaten Netz, das wir nicht erreichen dürfen.",
    single_label:
      "Diesen Namen gibt es nur innerhalb eines Netzes. Geben Sie den vollen Namen ein, mit seinen Punkten.",
    bad_port: "Der Port hinter dem Doppelpunkt ist keine Zahl zwischen 1 und 65535.",
    port_not_allowed: "Mit diesem Port dürfen wir uns nicht verbinden.",
    file_path:
      "Das ist ein Pfad auf einem einzelnen Rechner. Wir brauchen die Adresse, unter der das System im Netz erreichbar ist; bei einem Websystem die aus dem Browser.",
    vendor_website:
      "Das ist die Webseite des Herstellers. Wir brauchen die Adresse, unter der Sie sich bei Ihrem eigenen System anmelden.",
    placeholder: "Das ist ein Beispiel. Setzen Sie den Namen Ihres eigenen Systems ein.",
    several_addresses: "Hier stehen mehrere Adressen. Geben Sie eine ein.",
    wrong_system: "Diese Adresse gehört zu einem anderen System.",
    short_link: "Das ist ein verkürzter Link. Öffnen Sie ihn und kopieren Sie die Adresse, zu der er führt.",
    search_result: "Das ist die Seite einer Suchmaschine. Öffnen Sie Ihr System und kopieren Sie dessen Adresse.",
    wrapped_link: "Dieser Link führt über einen anderen Dienst. Endet er hier?",
    sign_in_page:
      "Das ist eine Anmeldeseite, die viele Systeme teilen. Melden Sie sich an und kopieren Sie dann die Adresse.",
    looks_like_secret: "Das sieht nach einem Schlüssel oder Kennwort aus. Es gehört nicht hierher.",
    homograph: "In diesem Namen stehen Buchstaben, die anderen zum Verwechseln ähnlich sehen. Ist es der gemeinte?",
    typo: "Vielleicht ist ein Tippfehler darin.",
    suggest_vendor_domain: "Vielleicht meinen Sie Ihr Konto unter der Adresse des Herstellers.",
    custom_domain: "Das ist eine eigene Domain. Ist Ihr System dort?",
    account_missing: "Der Name Ihres Kontos fehlt.",
    too_long: "Das ist zu lang für eine Adresse.",
  },
};
