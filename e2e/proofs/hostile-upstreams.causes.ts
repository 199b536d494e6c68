import { causeCodes, type CauseCode } from "#contract/cause";

/** What the corpus's code says in our words; undefined where nothing does. `ok` and `any` are judged by the outcome. */
export function causesOf(code: string): readonly CauseCode[] | undefined {
  const ours = causeCodes.find((cause) => cause === code);
  return table.find(([codes]) => codes.test(code))?.[1] ?? (ours && [ours]);
}

/** Not what was looked for, as it shows itself: a page of some kind, or data. */
const pages: CauseCode[] = ["login_page", "web_page", "parked_domain"];
const elsewhere: CauseCode[] = ["redirected_elsewhere", "tls_required", "login_page"];
const forbidden: CauseCode[] = ["address_forbidden", "redirected_elsewhere", "address_not_understood"];

/**
 * Where we tell several things apart that the corpus calls one, each of them is right. Further spellings of the same
 * things stand beside them.
 */
const table: readonly [RegExp, readonly CauseCode[]][] = [
  // On the way there. Which deadline ended the wait depends on where the system fell silent.
  [/^(?:connection_)?refused$/, ["connection_refused"]],
  [/^connection_(?:closed|reset|lost|aborted|dropped|error)$|^(?:closed|reset)$/, ["connection_lost"]],
  [
    /^(?:connect(?:ion)?_|read_|answer_|response_|tls_|handshake_)?(?:timeout|timed_out)$|^too_slow$|^no_answer$/,
    ["connection_timed_out", "answer_timed_out", "deadline_exceeded"],
  ],
  [/^unreachable$|^(?:host|network)_unreachable$/, ["unreachable", "connection_timed_out"]],

  // Secure or not.
  [/^tls_expired$|^certificate_expired$/, ["certificate_expired"]],
  [/^tls_not_yet_valid$/, ["certificate_not_yet_valid"]],
  [/^tls_(?:wrong_name|name_mismatch|hostname(?:_mismatch)?|wrong_host)$/, ["certificate_wrong_name"]],
  [/^tls_self_signed$/, ["certificate_self_signed"]],
  [/^tls_(?:untrusted|unknown_ca|unknown_issuer|private_ca)$/, ["certificate_unknown_issuer"]],
  [/^tls_(?:incomplete_chain|chain_incomplete|missing_intermediate)$/, ["certificate_chain_incomplete"]],
  [/^tls_(?:too_old|weak|weak_\w+|old|version|insecure|protocol)$/, ["tls_too_old"]],
  [/^tls_(?:client_cert\w*|mtls)$|^client_cert\w*_(?:needed|required)$/, ["client_certificate_required"]],
  [/^(?:tls_required|https_required|use_https)$/, ["tls_required"]],
  // Any other trouble of TLS, and what has no word of its own in the corpus.
  [
    /^(?:tls|ssl)_(?:error|failed|failure|handshake\w*|bad\w*|invalid\w*|alert)$/,
    ["tls_failed", "tls_not_spoken", "tls_too_old", "certificate_unknown_issuer", "http_not_spoken", "connection_lost"],
  ],

  // Not http, or not as http has to be. TLS on the plain port is told by the way on: use https.
  [/^not_http$|^wrong_protocol$|^(?:unknown|other)_protocol$/, ["http_not_spoken", "tls_required"]],
  // Broken, or breaking off, or so much of what is no body that we do not go on to see whether it is: 16 KiB of headers.
  [
    /^bad_(?:answer|response|http|encoding|headers?|framing|chunk\w*)$|^(?:invalid|malformed|broken)_(?:answer|response|http|headers?|encoding)$|^protocol_error$/,
    ["answer_not_understood", "answer_too_large", "connection_lost", "http_not_spoken"],
  ],
  [/^(?:answer_|response_|body_|headers?_)?too_(?:large|big|long|many\w*)$|^bomb$/, ["answer_too_large"]],

  // An answer, but not what was looked for.
  [
    /^unexpected(?:_answer|_response|_status|_content)?$|^not_json$|^(?:bad|invalid)_json$/,
    ["answer_not_understood", "wrong_product", ...pages],
  ],
  [/^wrong_(?:system|product)$|^(?:other|unknown)_(?:system|product)$/, ["wrong_product", "parked_domain", "web_page"]],
  [/^wrong_(?:address_or_version|path|version|url)$|^not_found$|^unknown_path$/, ["unknown_path"]],
  [/^wrong_address$/, ["unknown_path", ...pages, "redirected_elsewhere"]],
  [/^(?:login|sign_?in|sso)(?:_page|_required|_form)?$/, ["login_page", "web_page"]],
  [/^not_an_api$|^(?:html|web)_?page$|^html$/, pages],
  [/^redirect_loop$|^too_many_redirects$/, ["redirect_loop", "redirected_elsewhere"]],
  [
    /^redirect_(?:blocked|forbidden|refused|unsafe|not_allowed|rejected)$|^(?:blocked|forbidden)_(?:address|redirect|target)$|^(?:unsafe|insecure)_redirect$|^ssrf$|^downgrade$/,
    [...forbidden, ...elsewhere],
  ],
  [/^(?:bad|invalid|broken)_redirect$/, ["answer_not_understood", "redirected_elsewhere"]],
  [/^redirect(?:ed|s)?(?:_\w+)?$|^moved$/, elsewhere],
  [/^proxy\w*$/, ["proxy_page"]],
  [/^captive_portal$/, ["proxy_page"]],
  [/^(?:blocked_by_)?(?:firewall|waf)$|^(?:ip|address)_(?:blocked|not_allowed)$/, ["address_not_allowed"]],
  [/^parked(?:_domain)?$/, ["parked_domain"]],

  // Signing in.
  [
    /^(?:bad|wrong|invalid)_(?:credentials|password|login)$|^unauthori[sz]ed$|^auth(?:entication)?_failed$/,
    ["credentials_wrong"],
  ],
  [
    /^(?:wrong|unsupported|other|unknown)_(?:auth\w*|scheme|method)$|^auth_(?:scheme|method)\w*$/,
    ["key_of_another_kind"],
  ],
  [/^(?:credentials|password|key|token)_expired$/, ["credentials_expired"]],
  [/^(?:mfa|2fa|otp|second_factor)\w*$/, ["second_factor_required"]],
  [
    /^not_permitted$|^forbidden$|^permission\w*$|^not_allowed$|^no_access$/,
    ["permission_missing", "plan_without_api", "scope_missing"],
  ],
  [/^(?:licen[cs]e|plan|payment)\w*$/, ["plan_without_api"]],
  [/^(?:account_)?(?:locked|suspended|disabled)\w*$/, ["account_locked", "account_suspended"]],
  [/^rate_limit\w*$|^too_many_requests$|^throttled$/, ["rate_limited"]],

  // Their trouble. A gateway that reaches nothing behind it (502, 504) is an error to us, 503 maintenance.
  [/^(?:system|server|upstream|internal)_error$/, ["server_error"]],
  [
    /^(?:system_|server_|service_)?(?:unavailable|down)$|^maintenance$|^(?:bad_gateway|gateway\w*)$/,
    ["maintenance", "server_error"],
  ],
];
