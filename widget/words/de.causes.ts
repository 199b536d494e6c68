import type { CauseCode } from "#contract";
import type { CauseWords } from "./shapes.js";

const you = "Das können Sie gleich hier richten.";
const admin = "Wer {system} bei Ihnen verwaltet.";
const it = "Ihre IT-Abteilung oder wer das Netzwerk betreut.";
const server = "Wer den Server von {system} betreibt.";
const vendor = "Der Kundendienst von {system}.";
const host = "Der Kundendienst von {host}.";

/** Warum eine Antwort kein Ja ist. `{system}` und `{host}` stehen für Namen. */
export const causes: Record<CauseCode, CauseWords> = {
  address_not_understood: {
    title: "Daraus lässt sich keine Adresse lesen",
    now: "Kopieren Sie die Adresse aus der Adresszeile des Browsers, während {system} offen ist, und fügen Sie sie ein.",
    who: you,
  },
  address_forbidden: {
    title: "Mit dieser Adresse dürfen wir uns nicht verbinden",
    now: "Sie gehört zu einem Netz, das dieser Dienst nicht erreichen darf. Läuft {system} in Ihrem Firmennetz, muss die Adresse erst freigegeben werden.",
    who: host,
  },
  port_forbidden: {
    title: "Mit diesem Port dürfen wir uns nicht verbinden",
    now: "Nehmen Sie die Adresse ohne Port, oder lassen Sie den Port freigeben.",
    who: host,
  },
  name_not_found: {
    title: "Einen Server dieses Namens gibt es nicht",
    now: "Prüfen Sie die Adresse auf Tippfehler. Geht sie im Browser nur innerhalb der Firma, ist sie von außen nicht erreichbar.",
    who: you,
  },
  name_timed_out: {
    title: "Das Nachschlagen des Namens hat zu lange gedauert",
    now: "Versuchen Sie es in einer Minute noch einmal. Bleibt es dabei, hat der Namensdienst der Domain eine Störung.",
    who: it,
  },
  connection_refused: {
    title: "Der Server hat die Verbindung abgewiesen",
    now: "Unter dieser Adresse und diesem Port antwortet nichts. Prüfen Sie beides; vielleicht läuft {system} gerade nicht.",
    who: server,
  },
  connection_timed_out: {
    title: "Der Server hat nicht geantwortet",
    now: "Meist steht eine Firewall dazwischen. Sie muss unsere Adressen einlassen.",
    who: it,
  },
  unreachable: {
    title: "Zu diesem Server führt kein Weg",
    now: "Das Netz meldet, dass die Adresse nicht erreichbar ist. Vielleicht gibt es sie nur innerhalb Ihrer Firma.",
    who: it,
  },
  connection_lost: {
    title: "Die Verbindung ist abgebrochen",
    now: "Versuchen Sie es noch einmal. Geschieht es jedes Mal, beendet etwas zwischen uns und {system} die Verbindung.",
    who: it,
  },
  certificate_expired: {
    title: "Das Zertifikat des Servers ist abgelaufen",
    now: "Es muss auf dem Server erneuert werden. Bis dahin kann sich niemand sicher verbinden.",
    who: server,
  },
  certificate_not_yet_valid: {
    title: "Das Zertifikat des Servers gilt noch nicht",
    now: "Sein erster Tag liegt in der Zukunft. Oft geht die Uhr des Servers falsch.",
    who: server,
  },
  certificate_wrong_name: {
    title: "Das Zertifikat gehört zu einem anderen Namen",
    now: "Nehmen Sie die Adresse genau so, wie sie im Browser steht. Stimmt sie, braucht der Server ein Zertifikat für diesen Namen.",
    who: server,
  },
  certificate_self_signed: {
    title: "Der Server hat sein Zertifikat selbst unterschrieben",
    now: "Niemand bürgt dafür, also können wir nicht wissen, ob es wirklich Ihr Server ist. Vergleichen Sie den Fingerabdruck mit dem, der den Server betreibt, und vertrauen Sie dem Zertifikat dann; oder lassen Sie es gegen eines von einer bekannten Stelle tauschen.",
    who: server,
  },
  certificate_unknown_issuer: {
    title: "Wir kennen den Aussteller des Zertifikats nicht",
    now: "Vermutlich kommt es von einer Stelle Ihrer Firma. Geben Sie uns das Zertifikat dieser Stelle, oder vergleichen Sie den Fingerabdruck und vertrauen Sie diesem.",
    who: it,
  },
  certificate_chain_incomplete: {
    title: "Der Server schickt nur einen Teil seines Zertifikats",
    now: "Die Zwischenzertifikate fehlen. Browser füllen die Lücke, andere Programme nicht: der Server muss die ganze Kette schicken.",
    who: server,
  },
  certificate_changed: {
    title: "Der Server weist sich anders aus als zuvor",
    now: "Sein Zertifikat oder Schlüssel hat sich geändert. Das kann eine Erneuerung sein, oder jemand steht dazwischen: Fragen Sie nach, bevor Sie weitermachen.",
    who: server,
  },
  tls_too_old: {
    title: "Die Verschlüsselung des Servers ist veraltet",
    now: "Er muss TLS 1.2 oder neuer anbieten, über SSH, was heute als sicher gilt, und als Dateifreigabe SMB 2.1 oder neuer.",
    who: server,
  },
  tls_not_spoken: {
    title: "Dieser Port spricht nicht verschlüsselt",
    now: "Prüfen Sie den Port in der Adresse; für verschlüsselte Verbindungen gibt es oft einen anderen.",
    who: you,
  },
  tls_required: {
    title: "Der Server verlangt eine verschlüsselte Verbindung",
    now: "Setzen Sie vor eine Webadresse https://. Andere Server haben dafür oft einen eigenen Port.",
    who: you,
  },
  tls_failed: {
    title: "Eine sichere Verbindung kam nicht zustande",
    now: "Mit Zertifikat oder Verschlüsselung des Servers stimmt etwas nicht; deshalb wurde nichts gesendet. Versuchen Sie es noch einmal; bleibt es dabei, muss jemand nach dem Server sehen.",
    who: server,
  },
  client_certificate_required: {
    title: "Der Server verlangt ein Zertifikat von uns",
    now: "Er lässt nur Programme ein, die ein Zertifikat zeigen. {system} muss einen anderen Weg bieten, oder es muss eines ausgestellt werden.",
    who: it,
  },
  plain_http: {
    title: "Die Verbindung ist nicht verschlüsselt",
    now: "Kennwörter wären unterwegs für andere lesbar. Nehmen Sie eine Adresse mit https://, wenn es sie gibt; bei einer Datenbank oder einem Dateiserver muss die Verschlüsselung (TLS) eingeschaltet werden.",
    who: server,
  },
  http_not_spoken: {
    title: "An diesem Port antwortet etwas anderes",
    now: "Es ist kein Webserver. Prüfen Sie den Port in der Adresse; {system} hat einen anderen.",
    who: you,
  },
  redirected_elsewhere: {
    title: "Der Server schickt uns zu einer anderen Adresse",
    now: "Öffnen Sie {system} im Browser und kopieren Sie die Adresse, die am Ende dort steht.",
    who: you,
  },
  redirect_loop: {
    title: "Der Server schickt uns im Kreis",
    now: "Seine Umleitungen führen auf sich selbst zurück. Das muss auf dem Server gerichtet werden.",
    who: server,
  },
  login_page: {
    title: "Das ist eine Anmeldeseite, nicht der Zugang für Programme",
    now: "Nehmen Sie die reine Adresse von {system}, ohne etwas hinter dem Namen. Steht eine Firmenanmeldung davor, brauchen Programme einen Weg daran vorbei.",
    who: you,
  },
  web_page: {
    title: "Hier antwortet eine gewöhnliche Internetseite",
    now: "Sie ist nicht der Teil von {system}, mit dem Programme sprechen. Öffnen Sie {system}, melden Sie sich an und kopieren Sie die Adresse, die dann dort steht.",
    who: you,
  },
  parked_domain: {
    title: "Diese Adresse benutzt noch niemand",
    now: "Es antwortet ein Platzhalter: eine Domain, die zum Verkauf steht, oder ein Server, der nie eingerichtet wurde. Prüfen Sie die Adresse auf Tippfehler.",
    who: you,
  },
  proxy_page: {
    title: "Statt {system} hat ein anderer Server geantwortet",
    now: "Ein Proxy oder eine Firewall dazwischen hat eine eigene Seite geschickt. Sie muss uns durchlassen.",
    who: it,
  },
  wrong_product: {
    title: "Das sieht nicht nach {system} aus",
    now: "Unter dieser Adresse antwortet etwas, aber ein anderes Produkt. Prüfen Sie die Adresse, oder wählen Sie das andere System.",
    who: you,
  },
  unknown_path: {
    title: "{system} ist nicht unter dieser Adresse",
    now: "Der Server antwortet, aber nicht mit {system}. Vielleicht fehlt ein Teil der Adresse, oder einer ist zu viel.",
    who: you,
  },
  api_disabled: {
    title: "Die Schnittstelle von {system} ist ausgeschaltet",
    now: "Sie muss in den Einstellungen von {system} eingeschaltet werden.",
    who: admin,
  },
  sign_in_required: {
    title: "Diese Schnittstelle steht nicht jedem offen",
    now: "Sie verlangt eine Anmeldung. Wählen Sie einen anderen Weg, mit einem Schlüssel oder Kennwort.",
    who: you,
  },
  credentials_wrong: {
    title: "{system} hat die Anmeldung nicht angenommen",
    now: "Prüfen Sie Ihre Eingaben, auch Groß- und Kleinschreibung, und fügen Sie sie neu ein. Wir haben es einmal versucht und versuchen es nicht von selbst wieder.",
    who: you,
  },
  choice_needed: {
    title: "Die Anmeldung gilt. Nun ist noch eine Wahl zu treffen",
    now: "Mit Ihrer Anmeldung sind in {system} mehrere davon erreichbar. Wählen Sie, womit verbunden werden soll, und prüfen Sie noch einmal.",
    who: you,
  },
  company_unknown: {
    title: "{system} kennt diese Firma oder Datenbank nicht",
    now: "Prüfen Sie die Schreibweise. Sie steht auf der Anmeldeseite von {system} oder in der Adresse.",
    who: you,
  },
  credentials_or_company_wrong: {
    title: "{system} hat die Anmeldung nicht angenommen",
    now: "Was nicht stimmt, sagt es nicht: prüfen Sie zuerst die Firma oder Datenbank, dann Benutzername und Kennwort.",
    who: you,
  },
  key_of_another_kind: {
    title: "Das ist ein Schlüssel anderer Art",
    now: "{system} hat mehrere Arten von Schlüsseln und Kennwörtern. Die Schritte neben dem Feld führen zum richtigen.",
    who: you,
  },
  key_protected: {
    title: "Dieser Schlüssel ist durch eine Passphrase geschützt",
    now: "Geben Sie auch die Passphrase ein, die beim Erzeugen des Schlüssels gewählt wurde.",
    who: you,
  },
  passphrase_wrong: {
    title: "Die Passphrase öffnet diesen Schlüssel nicht",
    now: "Prüfen Sie Groß- und Kleinschreibung und ob beide zusammengehören. Gesendet wurde nichts.",
    who: you,
  },
  pem_incomplete: {
    title: "Davon fehlt ein Teil",
    now: "Kopieren Sie noch einmal alles von der Zeile mit BEGIN bis zu der mit END, auch diese beiden. Gesendet wurde nichts.",
    who: you,
  },
  certificate_expected: {
    title: "Das ist kein Zertifikat",
    now: "Hierher gehört der Block, der mit „BEGIN CERTIFICATE“ beginnt; der private Schlüssel hat ein eigenes Feld. Gesendet wurde nichts.",
    who: you,
  },
  private_key_expected: {
    title: "Das ist kein privater Schlüssel",
    now: "Hierher gehört der Block mit „PRIVATE KEY“ in der ersten Zeile; das Zertifikat hat ein eigenes Feld. Gesendet wurde nichts.",
    who: you,
  },
  key_not_of_certificate: {
    title: "Schlüssel und Zertifikat gehören nicht zusammen",
    now: "Beide entstehen als Paar. Geben Sie den Schlüssel ein, der zu diesem Zertifikat erzeugt wurde. Gesendet wurde nichts.",
    who: you,
  },
  certificate_too_weak: {
    title: "Dieses Zertifikat ist zu schwach",
    now: "Es wurde nach Regeln erzeugt, die nicht mehr sicher sind. Lassen Sie ein neues mit längerem Schlüssel ausstellen.",
    who: it,
  },
  credentials_expired: {
    title: "Dieser Schlüssel oder dieses Kennwort ist abgelaufen",
    now: "Legen Sie in {system} einen neuen Zugang an und geben Sie ihn hier ein.",
    who: admin,
  },
  credentials_revoked: {
    title: "Dieser Schlüssel oder dieses Kennwort wurde entzogen",
    now: "Legen Sie in {system} einen neuen Zugang an und geben Sie ihn hier ein.",
    who: admin,
  },
  account_locked: {
    title: "{system} hat dieses Konto gesperrt",
    now: "Das geschieht nach mehreren falschen Versuchen. Warten Sie, oder lassen Sie es entsperren, bevor Sie es wieder versuchen.",
    who: admin,
  },
  account_suspended: {
    title: "Dieses Konto ist abgeschaltet",
    now: "Nehmen Sie ein anderes Konto, oder lassen Sie dieses wieder einschalten.",
    who: admin,
  },
  second_factor_required: {
    title: "{system} verlangt einen zweiten Nachweis",
    now: "Ein Programm kann ihn nicht geben. Nehmen Sie einen Schlüssel, ein App-Kennwort oder ein Konto für Programme.",
    who: admin,
  },
  answer_needed: {
    title: "{system} fragt noch nach etwas",
    now: "Tragen Sie es in das markierte Feld ein und prüfen Sie noch einmal. Ein Code gilt oft nur wenige Minuten; einen neuen fordern Sie an, indem Sie mit leerem Feld prüfen.",
    who: you,
  },
  permission_missing: {
    title: "Angemeldet, aber das darf nicht gelesen werden",
    now: "Dem Konto fehlt eine Berechtigung in {system}. Lassen Sie sie erteilen und prüfen Sie dann erneut.",
    who: admin,
  },
  scope_missing: {
    title: "Der Schlüssel reicht nicht weit genug",
    now: "Legen Sie einen Schlüssel mit den Rechten an, die in den Schritten stehen, und geben Sie ihn hier ein.",
    who: admin,
  },
  plan_without_api: {
    title: "Ihr Vertrag mit {system} enthält keine Schnittstelle",
    now: "Es braucht einen, der sie enthält.",
    who: vendor,
  },
  address_not_allowed: {
    title: "{system} lässt nur bestimmte Netzadressen zu",
    now: "Unsere Adressen müssen in seine Liste aufgenommen werden.",
    who: admin,
  },
  rate_limited: {
    title: "{system} bittet uns, langsamer zu machen",
    now: "Es wurde in kurzer Zeit zu oft gefragt. Warten Sie ein wenig und versuchen Sie es dann wieder.",
    who: you,
  },
  no_free_session: {
    title: "{system} hat keinen Platz für eine weitere Anmeldung frei",
    now: "Alle Sitzungen oder Lizenzen sind belegt, oder dieser Benutzer hat keine. Melden Sie ihn dort ab, wo er noch angemeldet ist, oder lassen Sie ihm eine Lizenz geben. Versuchen Sie es dann noch einmal.",
    who: admin,
  },
  server_error: {
    title: "{system} hat selbst einen Fehler",
    now: "Es antwortet, dass dort etwas schiefging. Versuchen Sie es in einigen Minuten wieder.",
    who: server,
  },
  maintenance: {
    title: "{system} wird gerade gewartet",
    now: "Versuchen Sie es danach wieder. Ihre Eingaben bleiben hier.",
    who: server,
  },
  answer_not_understood: {
    title: "Wir haben die Antwort nicht verstanden",
    now: "{system} hat auf eine Weise geantwortet, die wir nicht kennen. Versuchen Sie es wieder; bleibt es dabei, schicken Sie uns den Bericht.",
    who: host,
  },
  answer_too_large: {
    title: "Die Antwort war viel zu groß",
    now: "{system} hat mehr geschickt, als wir annehmen dürfen. Schicken Sie uns den Bericht.",
    who: host,
  },
  answer_timed_out: {
    title: "{system} hat für die Antwort zu lange gebraucht",
    now: "Es ist erreichbar, aber gerade langsam. Versuchen Sie es in einigen Minuten wieder.",
    who: server,
  },
  consent_refused: {
    title: "Der Zugriff wurde nicht erlaubt",
    now: "Bei {system} wurde der Zugriff abgelehnt oder die Anmeldung abgebrochen. Öffnen Sie {system} noch einmal und erlauben Sie den Zugriff.",
    who: you,
  },
  consent_expired: {
    title: "Die Anmeldung hat zu lange gedauert",
    now: "Zu Ihrer Sicherheit gilt sie nur einige Minuten. Öffnen Sie sie noch einmal.",
    who: you,
  },
  consent_failed: {
    title: "Die Anmeldung bei {system} kam nicht zu Ende",
    now: "Versuchen Sie es noch einmal. Bleibt es dabei, schicken Sie uns den Bericht.",
    who: host,
  },
  popup_blocked: {
    title: "Ihr Browser hat das Fenster blockiert",
    now: "Erlauben Sie dieser Seite Fenster und drücken Sie noch einmal, oder gehen Sie ohne Fenster weiter.",
    who: you,
  },
  application_refused: {
    title: "{system} nimmt unsere Anwendung nicht an",
    now: "Sie muss bei {system} neu angemeldet werden. Daran können Sie nichts ändern.",
    who: host,
  },
  folder_not_found: {
    title: "Einen solchen Ordner gibt es nicht",
    now: "Prüfen Sie die Schreibweise; auf vielen Servern zählen Groß- und Kleinbuchstaben.",
    who: you,
  },
  folder_forbidden: {
    title: "In diesen Ordner dürfen wir nicht sehen",
    now: "Das Konto braucht das Recht, ihn zu lesen.",
    who: admin,
  },
  folder_outside_roots: {
    title: "Dieser Ordner gehört nicht zu den erlaubten",
    now: "Wählen Sie einen Ordner unterhalb eines erlaubten, oder lassen Sie diesen erlauben.",
    who: host,
  },
  table_missing: {
    title: "Etwas, das wir lesen müssen, ist nicht da",
    now: "Der Datenbank fehlt eine Tabelle, oder das Konto darf sie nicht sehen.",
    who: admin,
  },
  data_missing: {
    title: "Noch gibt es nichts zu lesen",
    now: "{system} hat geantwortet, aber ohne einen einzigen Datensatz. In einem neuen System kann das richtig sein.",
    who: you,
  },
  data_not_described: {
    title: "Wir wissen noch nicht, wie das in {system} gelesen wird",
    now: "Für alles andere funktioniert die Verbindung.",
    who: host,
  },
  key_expires_soon: {
    title: "Dieser Schlüssel läuft bald ab",
    now: "Legen Sie einen an, der länger oder unbegrenzt gilt, damit die Verbindung nicht stehen bleibt.",
    who: admin,
  },
  test_system: {
    title: "Das ist ein Testsystem",
    now: "Machen Sie weiter, wenn Sie das wollen. Für echte Daten nehmen Sie die Adresse des Produktivsystems.",
    who: you,
  },
  clock_differs: {
    title: "Die Uhr von {system} geht falsch",
    now: "Sie weicht um mehrere Minuten von unserer ab. Bis sie gestellt ist, können Anmeldungen abgelehnt werden, auch wenn alles richtig eingegeben ist.",
    who: server,
  },
  method_not_built: {
    title: "Dieser Weg ist noch nicht verfügbar",
    now: "Wählen Sie einen anderen, wenn es ihn gibt.",
    who: host,
  },
  cancelled: {
    title: "Die Prüfung wurde angehalten",
    now: "Geändert wurde nichts. Starten Sie sie wieder, wann Sie wollen.",
    who: you,
  },
  deadline_exceeded: {
    title: "Alles zusammen hat zu lange gedauert",
    now: "{system} ist gerade langsam oder weit entfernt. Versuchen Sie es in einigen Minuten wieder.",
    who: it,
  },
  internal: {
    title: "Bei uns ist etwas schiefgegangen",
    now: "Versuchen Sie es wieder. Bleibt es dabei, schicken Sie uns den Bericht; Sie haben nichts falsch gemacht.",
    who: host,
  },
};
