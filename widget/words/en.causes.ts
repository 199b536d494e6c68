import type { CauseCode } from "#contract";
import type { CauseWords } from "./shapes.js";

const you = "You can put this right here.";
const admin = "Whoever administers {system} in your company.";
const it = "Your IT department, or whoever looks after the network.";
const server = "Whoever runs the server of {system}.";
const vendor = "The support of {system}.";
const host = "The support of {host}.";

/** Why an answer was not yes. `{system}` and `{host}` stand for names. */
export const causes: Record<CauseCode, CauseWords> = {
  address_not_understood: {
    title: "We could not make an address of this",
    now: "Copy the address from the browser's address bar while {system} is open, and paste it.",
    who: you,
  },
  address_forbidden: {
    title: "We may not connect to this address",
    now: "It belongs to a network that this service is not allowed to reach. If {system} runs inside your company, the address has to be admitted first.",
    who: host,
  },
  port_forbidden: {
    title: "We may not connect to this port",
    now: "Use the address without a port, or ask for the port to be admitted.",
    who: host,
  },
  name_not_found: {
    title: "There is no server of this name",
    now: "Check the address for typing mistakes. If it works in your browser only inside the company, it cannot be reached from outside.",
    who: you,
  },
  name_timed_out: {
    title: "Looking up the name took too long",
    now: "Try again in a minute. If it stays, the name service of the domain has a problem.",
    who: it,
  },
  connection_refused: {
    title: "The server turned the connection away",
    now: "Nothing answers at this address and port. Check both; perhaps {system} is not running right now.",
    who: server,
  },
  connection_timed_out: {
    title: "The server did not answer",
    now: "Most often a firewall is in between. It has to let our addresses in.",
    who: it,
  },
  unreachable: {
    title: "There is no way to this server",
    now: "The network says that the address cannot be reached. It may only exist inside your company.",
    who: it,
  },
  connection_lost: {
    title: "The connection broke off",
    now: "Try again. If it happens every time, something between us and {system} ends the connection.",
    who: it,
  },
  certificate_expired: {
    title: "The server's certificate has expired",
    now: "It has to be renewed on the server. Until then nobody can connect to it safely.",
    who: server,
  },
  certificate_not_yet_valid: {
    title: "The server's certificate is not valid yet",
    now: "Its first day lies in the future. Often the clock of the server is wrong.",
    who: server,
  },
  certificate_wrong_name: {
    title: "The certificate belongs to another name",
    now: "Use the address exactly as it stands in your browser. If that is right, the server needs a certificate for this name.",
    who: server,
  },
  certificate_self_signed: {
    title: "The server has signed its certificate itself",
    now: "Nobody vouches for it, so we cannot tell whether it is really your server. Compare its fingerprint with whoever runs the server, then trust it; or have it replaced by one from a known authority.",
    who: server,
  },
  certificate_unknown_issuer: {
    title: "We do not know who issued the certificate",
    now: "It probably comes from your company's own authority. Give us the certificate of that authority, or compare the fingerprint and trust this one.",
    who: it,
  },
  certificate_chain_incomplete: {
    title: "The server sends only part of its certificate",
    now: "The certificates in between are missing. Browsers fill the gap, other programs cannot: the server has to send the whole chain.",
    who: server,
  },
  certificate_changed: {
    title: "The server proves itself in another way than before",
    now: "Its certificate or key has changed. That may be a renewal, or somebody in between: ask before you go on.",
    who: server,
  },
  tls_too_old: {
    title: "The server's encryption is out of date",
    now: "It has to offer TLS 1.2 or newer, over SSH what is held to be safe today, and as a file share SMB 2.1 or newer.",
    who: server,
  },
  tls_not_spoken: {
    title: "This port does not speak encrypted",
    now: "Check the port in the address; often there is another one for encrypted connections.",
    who: you,
  },
  tls_required: {
    title: "The server wants an encrypted connection",
    now: "Put https:// in front of a web address. Other servers often have a port of their own for it.",
    who: you,
  },
  tls_failed: {
    title: "A secure connection could not be set up",
    now: "Certificate or encryption of the server are not in order, so nothing was sent. Try again; if it stays, somebody has to look at the server.",
    who: server,
  },
  client_certificate_required: {
    title: "The server asks for a certificate of ours",
    now: "It lets in only programs that show a certificate. {system} has to offer another way, or one has to be issued.",
    who: it,
  },
  plain_http: {
    title: "The connection is not encrypted",
    now: "Passwords would travel readable by others. Use an address with https:// if there is one; a database or a file server has to have encryption (TLS) switched on.",
    who: server,
  },
  http_not_spoken: {
    title: "Something else answers at this port",
    now: "It is no web server. Check the port in the address; {system} listens at another one.",
    who: you,
  },
  redirected_elsewhere: {
    title: "The server sends us to another address",
    now: "Open {system} in your browser and copy the address that stands there in the end.",
    who: you,
  },
  redirect_loop: {
    title: "The server sends us round in circles",
    now: "Its redirects lead back to themselves. This has to be corrected on the server.",
    who: server,
  },
  login_page: {
    title: "This is a sign-in page, not the way in for programs",
    now: "Use the plain address of {system}, without anything after the name. If a company sign-in stands in front, programs need a way past it.",
    who: you,
  },
  web_page: {
    title: "An ordinary web page answers here",
    now: "It is not the part of {system} that programs talk to. Open {system}, sign in, and copy the address that stands there.",
    who: you,
  },
  parked_domain: {
    title: "Nobody uses this address yet",
    now: "A placeholder answers, of a domain for sale or of a server that was never set up. Check the address for typing mistakes.",
    who: you,
  },
  proxy_page: {
    title: "Another server answered in place of {system}",
    now: "A proxy or firewall in between sent a page of its own. It has to let us through.",
    who: it,
  },
  wrong_product: {
    title: "This does not look like {system}",
    now: "Something answers at this address, but it is another product. Check the address, or pick the other system.",
    who: you,
  },
  unknown_path: {
    title: "{system} is not at this address",
    now: "The server answers, but not with {system}. Perhaps a part of the address is missing or too much.",
    who: you,
  },
  api_disabled: {
    title: "The interface of {system} is switched off",
    now: "It has to be switched on in the settings of {system}.",
    who: admin,
  },
  sign_in_required: {
    title: "This interface is not open to everybody",
    now: "It asks for a sign-in. Choose another way of connecting, with a key or a password.",
    who: you,
  },
  credentials_wrong: {
    title: "{system} did not accept the sign-in",
    now: "Check what you entered, capital letters too, and paste it again. We tried once and will not try again by ourselves.",
    who: you,
  },
  choice_needed: {
    title: "You are in. One thing is still to be chosen",
    now: "Your sign-in leads to several of these in {system}. Choose the one to connect, and check again.",
    who: you,
  },
  company_unknown: {
    title: "{system} does not know this company or database",
    now: "Check how it is written. It stands on the sign-in page of {system}, or in its address.",
    who: you,
  },
  credentials_or_company_wrong: {
    title: "{system} did not accept the sign-in",
    now: "It does not say what is wrong: check the company or database first, then user name and password.",
    who: you,
  },
  key_of_another_kind: {
    title: "This is a key of another kind",
    now: "{system} has several kinds of keys and passwords. Follow the steps beside the field to get the right one.",
    who: you,
  },
  key_protected: {
    title: "This key is protected by a passphrase",
    now: "Enter the passphrase, too: the one that was chosen when the key was made.",
    who: you,
  },
  passphrase_wrong: {
    title: "The passphrase does not open this key",
    now: "Check capital letters, and that both belong together. Nothing was sent.",
    who: you,
  },
  pem_incomplete: {
    title: "A part of it is missing",
    now: "Copy everything once more, from the line with BEGIN to the line with END, these two as well. Nothing was sent.",
    who: you,
  },
  certificate_expected: {
    title: "This is no certificate",
    now: "Here belongs the block that begins with “BEGIN CERTIFICATE”; the private key has a field of its own. Nothing was sent.",
    who: you,
  },
  private_key_expected: {
    title: "This is no private key",
    now: "Here belongs the block with “PRIVATE KEY” in its first line; the certificate has a field of its own. Nothing was sent.",
    who: you,
  },
  key_not_of_certificate: {
    title: "Key and certificate do not belong together",
    now: "They are made as a pair. Enter the key that was made with this certificate. Nothing was sent.",
    who: you,
  },
  certificate_too_weak: {
    title: "This certificate is too weak",
    now: "It was made by rules that are no longer safe. Have a new one issued, with a longer key.",
    who: it,
  },
  credentials_expired: {
    title: "This key or password has expired",
    now: "Make a new one in {system} and enter it here.",
    who: admin,
  },
  credentials_revoked: {
    title: "This key or password has been withdrawn",
    now: "Make a new one in {system} and enter it here.",
    who: admin,
  },
  account_locked: {
    title: "{system} has locked this account",
    now: "That happens after several wrong attempts. Wait, or have it unlocked, before you try again.",
    who: admin,
  },
  account_suspended: {
    title: "This account has been switched off",
    now: "Use another account, or have this one switched on again.",
    who: admin,
  },
  second_factor_required: {
    title: "{system} asks for a second proof",
    now: "A program cannot give it. Use a key or an app password, or an account made for programs.",
    who: admin,
  },
  answer_needed: {
    title: "{system} asks for one thing more",
    now: "Enter it in the field that is marked, and check again. A code is often good for a few minutes only; check with the field empty to ask for a new one.",
    who: you,
  },
  permission_missing: {
    title: "Signed in, but this may not be read",
    now: "The account lacks a permission in {system}. Have it granted, then check again.",
    who: admin,
  },
  scope_missing: {
    title: "The key does not reach far enough",
    now: "Make a key with the rights that the steps name, and enter it here.",
    who: admin,
  },
  plan_without_api: {
    title: "Your plan of {system} has no interface for programs",
    now: "It needs a plan that includes it.",
    who: vendor,
  },
  address_not_allowed: {
    title: "{system} admits only certain network addresses",
    now: "Our addresses have to be put on its list.",
    who: admin,
  },
  rate_limited: {
    title: "{system} asks us to slow down",
    now: "It has been asked too often in a short time. Wait a little, then try again.",
    who: you,
  },
  no_free_session: {
    title: "{system} has no free place for one more sign-in",
    now: "All its sessions or licences are in use, or this user has none. Sign off where the same user is still signed in, or ask for a licence for this user. Then try again.",
    who: admin,
  },
  server_error: {
    title: "{system} has an error of its own",
    now: "It answered that something went wrong on its side. Try again in a few minutes.",
    who: server,
  },
  maintenance: {
    title: "{system} is under maintenance",
    now: "Try again when it is done. What you entered stays here.",
    who: server,
  },
  answer_not_understood: {
    title: "We could not make sense of the answer",
    now: "{system} answered in a way that we do not know. Try again; if it stays, send us the report.",
    who: host,
  },
  answer_too_large: {
    title: "The answer was far too large",
    now: "{system} sent more than we may take in. Send us the report.",
    who: host,
  },
  answer_timed_out: {
    title: "{system} took too long to answer",
    now: "It can be reached, but is slow at the moment. Try again in a few minutes.",
    who: server,
  },
  consent_refused: {
    title: "Access was not allowed",
    now: "At {system}, access was refused, or the sign-in was broken off. Open {system} again and allow access.",
    who: you,
  },
  consent_expired: {
    title: "The sign-in took too long",
    now: "For your safety it is valid for a few minutes only. Open it again.",
    who: you,
  },
  consent_failed: {
    title: "The sign-in at {system} did not come to an end",
    now: "Try again. If it stays, send us the report.",
    who: host,
  },
  popup_blocked: {
    title: "Your browser blocked the window",
    now: "Allow windows for this page and press again, or go on without a window.",
    who: you,
  },
  application_refused: {
    title: "{system} does not accept our application",
    now: "It has to be registered again with {system}. This is nothing you can change.",
    who: host,
  },
  folder_not_found: {
    title: "There is no such folder",
    now: "Check how it is written; capital letters count on many servers.",
    who: you,
  },
  folder_forbidden: {
    title: "We may not look into this folder",
    now: "The account needs the right to read it.",
    who: admin,
  },
  folder_outside_roots: {
    title: "This folder is not among the permitted ones",
    now: "Choose a folder below one that has been permitted, or have this one permitted.",
    who: host,
  },
  table_missing: {
    title: "Something that we have to read is not there",
    now: "The database lacks a table, or the account may not see it.",
    who: admin,
  },
  data_missing: {
    title: "There is nothing to read yet",
    now: "{system} answered, but without a single record. That may be right in a new system.",
    who: you,
  },
  data_not_described: {
    title: "We do not know yet how to read this in {system}",
    now: "The connection works for everything else.",
    who: host,
  },
  key_expires_soon: {
    title: "This key will expire soon",
    now: "Make one with a later date, or one without, so that the connection does not stop.",
    who: admin,
  },
  test_system: {
    title: "This is a test system",
    now: "Go on if you mean it. For real data use the address of the live system.",
    who: you,
  },
  clock_differs: {
    title: "The clock of {system} is wrong",
    now: "It differs from ours by several minutes. Until it is set, sign-ins may be refused, though all that was entered is right.",
    who: server,
  },
  method_not_built: {
    title: "This way of connecting is not available yet",
    now: "Choose another way, if there is one.",
    who: host,
  },
  cancelled: {
    title: "The check was stopped",
    now: "Nothing was changed. Start it again whenever you like.",
    who: you,
  },
  deadline_exceeded: {
    title: "All of it together took too long",
    now: "{system} is slow at the moment, or far away. Try again in a few minutes.",
    who: it,
  },
  internal: {
    title: "Something went wrong on our side",
    now: "Try again. If it stays, send us the report; you have done nothing wrong.",
    who: host,
  },
};
