import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "#catalogue";
import { createHostIndex } from "./hosts.js";
import { readAddress } from "./readAddress.js";

const entries = readCatalogue();
const systems = createHostIndex(entries);
const entry = (id: string) => entries.find((system) => system.id === id)!;
const read = (text: string, id = "odoo") => readAddress(text, { system: entry(id), systems });

describe("taken", () => {
  test.each([
    ["acme.odoo.com/web/login", "https://acme.odoo.com"],
    ["  <https://Acme.Odoo.com/web#id=1>, ", "https://acme.odoo.com"],
    ["http://acme.odoo.com:80", "https://acme.odoo.com"],
    ["htps:/acme.odoo.com", "https://acme.odoo.com"],
    ["https://erp.acme.de:8069/web", "https://erp.acme.de:8069"],
    ["https://münchen.de", "https://xn--mnchen-3ya.de"],
  ])("%s", (text, url) => expect(read(text)).toMatchObject({ answer: "ok", url }));

  test("and says what was changed", () => {
    expect(read("acme.odoo.com/web/login?db=acme").changed).toEqual(["scheme_added", "path_dropped", "query_dropped"]);
  });

  test("with a notice where http was asked for on a port of its own", () => {
    expect(read("http://erp.acme.de:8069")).toMatchObject({
      url: "http://erp.acme.de:8069",
      notices: ["insecure_http"],
    });
  });

  test("with the database that stands in it", () => {
    expect(read("https://erp.acme.de/web?db=main").takes).toEqual({ database: "main" });
  });

  test("with tenant and environment that stand in it", () => {
    const text = "https://businesscentral.dynamics.com/acme.onmicrosoft.com/Sandbox?page=22";
    expect(read(text, "dynamics-365-business-central")).toMatchObject({
      answer: "ok",
      takes: { tenant: "acme.onmicrosoft.com", environment: "Sandbox" },
    });
  });

  test("an account by its name, as the system writes it", () => {
    expect(read("1234567-sb1", "netsuite")).toMatchObject({
      answer: "ok",
      value: "1234567_SB1",
      url: "https://1234567-sb1.suitetalk.api.netsuite.com",
    });
  });

  test("a path that is the system's own, less the pages that people copy", () => {
    expect(read("https://erp.acme.fr/htdocs/user/list.php", "dolibarr").url).toBe("https://erp.acme.fr/htdocs");
    expect(read("https://m.acme.com/maximo/webclient/login", "ibm-maximo").url).toBe("https://m.acme.com/maximo");
    expect(read("https://api.acme.com/v1/login", "rest-api-key").url).toBe("https://api.acme.com/v1");
  });
});

describe("proposed", () => {
  test.each([
    ["acme", "suggest_vendor_domain", "https://acme.odoo.com"],
    ["https://acme.odo.com", "typo", "https://acme.odoo.com"],
    ["https://admin:hunter2@acme.odoo.com", "credentials_in_url", "https://acme.odoo.com"],
    [
      "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.odoo.com",
      "wrapped_link",
      "https://acme.odoo.com",
    ],
    ["https://erp.acme.com:8O69", "typo", "https://erp.acme.com:8069"],
    ["acme dot odoo dot com", "typo", "https://acme.odoo.com"],
  ])("%s", (text, code, url) => expect(read(text)).toMatchObject({ answer: "confirm", code, url }));
});

describe("refused, with the reason", () => {
  test.each([
    ["", "empty"],
    ["jane@acme.com", "email_not_url"],
    ["ftp://acme.odoo.com", "unsupported_scheme"],
    ["C:\\odoo", "file_path"],
    ["192.168.1.50:8069", "private_address"],
    ["http://[::ffff:10.0.0.1]/", "private_address"],
    ["http://0x7f.1", "private_address"],
    ["odoo:8069", "single_label"],
    ["https://acme.odoo.com:22", "port_not_allowed"],
    ["https://acme.odoo.com:99999", "bad_port"],
    ["https://www.odoo.com", "vendor_website"],
    ["https://bit.ly/x", "short_link"],
    ["https://www.google.com/search?q=odoo", "search_result"],
    ["https://login.microsoftonline.com/common", "sign_in_page"],
    ["https://аcme.odoo.com", "homograph"],
    ["https://acme.odöo.com", "homograph"],
    ["a.odoo.com b.odoo.com", "several_addresses"],
    ["https://your-company.odoo.com", "placeholder"],
    ["https://acme.odoo.com@evil.example.org", "credentials_in_url"],
    ["https://evil.com\\@acme.odoo.com", "credentials_in_url"],
    [`https://acme.odoo.com/${"a".repeat(3000)}`, "too_long"],
  ])("%s", (text, code) => expect(read(text)).toMatchObject({ answer: "error", code }));

  test("another system's address names that system", () => {
    expect(read("https://acme.odoo.com", "erpnext")).toMatchObject({ code: "wrong_system", system: { id: "odoo" } });
  });

  test("a key in the address field is not repeated", () => {
    const key = "sk_live_51Habcdefghijklmnop";
    expect(JSON.stringify(read(key))).not.toContain(key);
    expect(read(key).code).toBe("looks_like_secret");
  });
});

test("private addresses are taken where the operator's rules allow them", () => {
  const options = {
    system: entry("tryton"),
    allowPrivate: (host: string, port: number) => host === "127.0.0.1" && port === 8000,
  };
  expect(readAddress("http://127.0.0.1:8000/", options)).toMatchObject({
    answer: "ok",
    url: "http://127.0.0.1:8000",
    notices: ["insecure_http", "private_address"],
  });
  expect(readAddress("http://127.0.0.1:8001/", options).code).toBe("private_address");
  expect(readAddress("http://localhost:8000", { ...options, allowPrivate: true })).toMatchObject({
    url: "http://localhost:8000",
  });
});

test("a single word is the vendor's account, not a machine, even where machines may be reached", () => {
  const options = { system: entry("odoo"), systems, allowPrivate: true };
  expect(readAddress("acme", options)).toMatchObject({ answer: "confirm", code: "suggest_vendor_domain" });
  expect(readAddress("http://odoo:8069", options)).toMatchObject({
    answer: "ok",
    notices: ["insecure_http", "single_label"],
  });
});

describe("servers and folders", () => {
  test("host and port, the usual port where none is given", () => {
    expect(read("db.acme.com", "postgresql").value).toBe("db.acme.com:5432");
    expect(read("db.acme.com:5433", "postgresql").value).toBe("db.acme.com:5433");
  });
  test("a connection string, without what it tells of the password", () => {
    const reading = read("postgres://anna:hunter2@db.acme.com/stock", "postgresql");
    expect(reading).toMatchObject({ answer: "confirm", value: "db.acme.com:5432", takes: { database: "stock" } });
    expect(JSON.stringify(reading)).not.toContain("hunter2");
  });
  test("what stands behind a server of files is a folder, and behind a database's a database", () => {
    expect(read("sftp://files.acme.com/export/orders", "sftp")).toMatchObject({
      value: "files.acme.com:22",
      takes: { folder: "/export/orders" },
    });
    expect(read("sftp://files.acme.com/", "sftp").takes).toEqual({});
    expect(read("postgres://db.acme.com/stock", "postgresql").takes).toEqual({ database: "stock" });
  });
  test.each([
    [String.raw`\\files.acme.com\Einkauf\Bestellungen 2026\neu`, "Einkauf", "Bestellungen 2026/neu"],
    [String.raw`"\\files.acme.com\Einkauf\"`, "Einkauf", undefined],
    [String.raw`\\?\UNC\files.acme.com\Einkauf\Werk #2 (100%)`, "Einkauf", "Werk #2 (100%)"],
    ["//files.acme.com/Einkauf/neu/", "Einkauf", "neu"],
    ["smb://files.acme.com/Einkauf/Bestellungen%202026", "Einkauf", "Bestellungen 2026"],
    ["file://///files.acme.com/Einkauf", "Einkauf", undefined],
    ["file://files.acme.com/Einkauf", "Einkauf", undefined],
    ["files.acme.com/Einkauf/neu", "Einkauf", "neu"],
    [String.raw`\\files.acme.com`, undefined, undefined],
  ])("a path into the network, as %s", (text, share, folder) => {
    const reading = read(text, "windows-share");
    expect(reading).toMatchObject({ answer: "ok", value: "files.acme.com:445" });
    expect(reading.takes).toEqual({ ...(share && { share }), ...(folder && { folder }) });
  });
  test("a drive's letter is of one machine only, and WebDAV in Windows' clothes is no share", () => {
    for (const text of ["Z:", String.raw`Z:\export`, "file:///Z:/export", "file:///home/anna"]) {
      expect(read(text, "windows-share").code).toBe("file_path");
    }
    expect(read(String.raw`\\dav.acme.com@SSL\DavWWWRoot`, "windows-share").code).toBe("unsupported_scheme");
    expect(read(String.raw`\\files.acme.com\Einkauf`, "postgresql").code).toBe("file_path");
  });
  test("what a share's address tells of the password is not repeated", () => {
    const reading = read("smb://PLANT;anna:hunter2@files.acme.com/Einkauf", "windows-share");
    expect(reading).toMatchObject({ answer: "confirm", value: "files.acme.com:445", takes: { share: "Einkauf" } });
    expect(JSON.stringify(reading)).not.toContain("hunter2");
  });
  test("a folder by its full path", () => {
    expect(read("/srv/exports/purchase orders/", "local-folder").value).toBe("/srv/exports/purchase orders");
    expect(read("exports", "local-folder").code).toBe("not_an_address");
  });
});

describe("whatever is pasted", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      "https://",
      "http:",
      "//",
      "\\",
      "@",
      ":",
      ":8443",
      ".",
      "acme.odoo.com",
      "evil.com",
      "%2e",
      "[",
      "]",
      "::1",
      "?",
      "#",
      "/web",
      " ",
      "＠",
      "。",
      "а",
      "(",
      "<",
      ">",
      "&#47;",
      "127.0.0.1",
      "..;",
    ),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  const system = fc.constantFrom(
    ...entries.filter(({ address }) => address.kind !== "fixed" && address.kind !== "folder"),
  );

  test("there is an answer, and never userinfo in it", () => {
    fc.assert(
      fc.property(text, system, (pasted, picked) => {
        const { url } = readAddress(pasted, { system: picked, systems });
        if (url === undefined) return;
        const parsed = new URL(url);
        expect(parsed.username + parsed.password + parsed.search + parsed.hash).toBe("");
        expect(parsed.origin + parsed.pathname.replace(/\/$/, "")).toBe(url);
      }),
      { numRuns: 3000 },
    );
  });

  test("what was taken, read again, gives itself", () => {
    fc.assert(
      fc.property(text, system, (pasted, picked) => {
        const first = readAddress(pasted, { system: picked, systems });
        if (first.answer !== "ok") return;
        const again = readAddress(first.value ?? first.url!, { system: picked, systems });
        expect([again.answer, again.url, again.value]).toEqual(["ok", first.url, first.value]);
      }),
      { numRuns: 3000 },
    );
  });
});
