import type { Culprit } from "#contract";

/** A fault as a person would say it, and whose doing it is as she would see it. "nobody": nothing is in the way. */
export interface Fault {
  readonly words: string;
  readonly culprit: Culprit | "nobody";
}

const by =
  <C extends Fault["culprit"]>(culprit: C) =>
  (words: string): Fault => ({ words, culprit });
const [nobody, input, permission, system, network, host, us] = (
  ["nobody", "input", "permission", "system", "network", "host", "us"] as const
).map((culprit) => by(culprit)) as [By, By, By, By, By, By, By];
type By = (words: string) => Fault;

/** Every fault of the table, in its order. A row names one; what it is told as differs from system to system. */
export const faults = {
  "Nothing is wrong": {
    right: nobody("everything is right"),
    rightOtherMethod: nobody("everything is right, by the second method"),
    behindFront: nobody("everything is right, behind a web server in good order"),
    pageOfIt: nobody("the address is a page deep inside the system"),
    testAddress: input("the address is that of a test system"),
    clockWrong: system("the system's clock is an hour slow"),
    keyEndsSoon: permission("the key ends in a few days"),
  },
  "The address": {
    noAddress: input("what was entered is no address"),
    notOpened: host("the address lies inside, and the operator has not opened it"),
    portNotOpened: host("the port belongs to another protocol, and the operator has not opened it"),
  },
  "The way there": {
    nameUnknown: input("the name does not exist"),
    nameServerSilent: network("the name servers keep silent"),
    closedPort: system("nobody listens at the port"),
    unreachable: network("no way leads to the address"),
    silentPort: system("the port is open, and nothing ever answers"),
    silentTlsPort: network("the port is open, and nothing answers the TLS handshake"),
    dropped: system("the connection is closed without an answer"),
    trickle: network("the answer comes a little at a time, without end"),
  },
  Encryption: {
    plainToTls: input("http to a port that speaks TLS"),
    tlsToPlain: input("https to a port that does not speak TLS"),
    redirectToHttps: input("plain http redirects to https"),
    privateCa: system("a certificate of a private authority, which was not given"),
    privateCaGiven: nobody("a certificate of a private authority, which was given"),
    selfSigned: system("a certificate that signed itself"),
    selfSignedPinned: nobody("a certificate that signed itself, and is pinned"),
    pinned: nobody("a certificate of a private authority, which is pinned"),
    otherPinned: system("another certificate is pinned"),
    expired: system("the certificate has expired"),
    notYetValid: system("the certificate is not valid yet"),
    wrongName: input("the certificate is for another name"),
    missingIntermediate: system("the intermediate certificate is missing"),
    oldTls: system("TLS 1.1 and nothing newer"),
    rejectedHandshake: system("the handshake is broken off"),
    clientCertificate: permission("a certificate of the caller is demanded"),
  },
  "What answers": {
    atTryton: input("Tryton answers there"),
    atWordpress: input("WordPress answers there"),
    atIcinga: input("Icinga answers there"),
    atOidc: input("an OpenID provider answers there"),
    atWebdav: input("a WebDAV server answers there"),
    atPostgres: input("PostgreSQL answers there"),
    atMariadb: input("MariaDB answers there"),
    atSsh: input("an SSH server answers there"),
    atSamba: input("a Windows share answers there"),
    otherJson: input("JSON of another product"),
    redirectLoop: system("a redirect that never ends"),
    redirectElsewhere: input("a redirect to another host"),
    redirectToLogin: input("a redirect to a company's sign-in"),
    loginPage: input("a log-in page, with status 200"),
    webPage: input("an ordinary web page, with status 200"),
    defaultPage: input("a web server that nobody has set up"),
    proxyAsksPassword: network("a proxy asks for a password (407)"),
    captivePortal: network("a network that must be signed in to first (511)"),
    webFilter: network("the page of a web filter"),
    webFirewall: permission("the page of a web application firewall (403)"),
    wrongPath: input("a path that does not exist"),
    apiOff: permission("the interface is switched off"),
    badGateway: system("bad gateway (502)"),
    gatewayTimeout: system("gateway time-out (504)"),
    maintenance: system("maintenance (503, with Retry-After)"),
    onlyOne: system("too many requests (429)"),
    tooLarge: system("an answer of two million bytes"),
    hugeHeaders: system("20,000 bytes of headers"),
    falseEncoding: system("an answer that cannot be unpacked"),
  },
  "Signing in": {
    wrongPassword: input("a wrong password"),
    unknownUser: input("an unknown user"),
    emptyPassword: input("no password"),
    loginPassword: input("the log-in password in place of an application password"),
    otherKind: input("a key of another kind"),
    wrongKey: input("a key that the server does not know"),
    nothingEntered: input("nothing is entered, and the system demands a sign-in"),
    cutOff: input("a certificate that was cut off in copying"),
    noCertificate: input("a key in place of a certificate"),
    noPrivateKey: input("a certificate in place of a key"),
    keyOfAnother: input("a key of another certificate"),
    weakKey: permission("a certificate that is too weak to be shown"),
    wrongCompany: input("a database or company that does not exist"),
    wrongCompanyOrPassword: input("a wrong company or password, which the system does not tell apart"),
    severalToChoose: input("several companies or parts, and none of them chosen"),
    expiredAccount: input("the account's password has expired, which the system does not tell"),
    passwordExpired: permission("the account's password has expired"),
    expiredSession: permission("the session ends before it is used"),
    revoked: permission("the token has been revoked"),
    manyTries: permission("the account is locked after many tries"),
    suspended: permission("the account may not sign in"),
    secondFactor: permission("a second factor is demanded"),
    codeAsked: input("a code is asked for besides, and none entered"),
    notLetIn: permission("the server lets in only callers that it knows"),
    noPlan: permission("no licence for the interface"),
    noFreeSession: system("all sessions or licences are in use"),
    tooManyConnections: system("the account has no connection left"),
    closedDatabase: system("the database takes no connections for now"),
    keyProtected: input("a key with a passphrase, and none entered"),
    passphraseWrong: input("a wrong passphrase"),
    hostKeyChanged: system("another host key is pinned"),
  },
  "Consent elsewhere": {
    consentGiven: nobody("the person agrees"),
    consentRefused: input("the person says no"),
    consentOver: input("the grant is over: the refresh token is dead"),
    consentCodeUnknown: input("the provider does not know the code any more"),
    consentNotAsked: input("nobody has agreed yet"),
    providerFails: system("the provider breaks off"),
    applicationUnknown: host("the provider does not know our application"),
    wrongSecret: input("a wrong client secret"),
    unknownClient: input("an unknown client"),
    scopeNotAllowed: permission("a scope that the application may not have"),
    popupBlocked: input("the browser opens no window"),
  },
  "Rights and data": {
    missingRight: permission("the account may not read what is asked for"),
    lowRole: permission("the account's role is too low for the interface"),
    noTables: permission("there are no tables"),
    noSuchData: system("the data set is not there"),
    notDescribed: us("the entry does not say where the data is"),
    shareMissing: input("the share does not exist"),
    shareForbidden: permission("the share is for others"),
    shareElsewhere: input("the folder lies on another server"),
    folderMissing: input("the folder does not exist"),
    folderForbidden: permission("the folder may not be read"),
    folderOutside: host("the folder lies outside the operator's roots"),
  },
  Ours: {
    notBuilt: us("a method that is not built yet"),
    entryGone: us("the operator takes the entry away while the person agrees"),
    cancelled: input("the person cancels"),
  },
} as const satisfies Record<string, Record<string, Fault>>;

export type Group = keyof typeof faults;
export type FaultId = { [G in Group]: keyof (typeof faults)[G] }[Group];

/** All of them by name. */
export const faultOf = Object.assign({}, ...Object.values(faults)) as Record<FaultId, Fault>;
