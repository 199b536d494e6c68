import { describe, expect, it } from "vitest";
import { readMultistatus } from "./webdav-multistatus.js";

const read = (xml: string) => readMultistatus(xml, 100);
const both = [
  { href: "/dav/orders/", collection: true },
  { href: "/dav/orders/a%20b.csv", collection: false },
];

describe("a multistatus", () => {
  it.each([
    [
      "with a prefix of its own choice and lists of what is missing",
      `<?xml version="1.0"?><a:multistatus xmlns:a="DAV:" xmlns:oc="http://owncloud.org/ns">
        <a:response><a:href>/dav/orders/</a:href><a:propstat><a:prop><a:resourcetype><a:collection/></a:resourcetype></a:prop>
          <a:status>HTTP/1.1 200 OK</a:status></a:propstat>
          <a:propstat><a:prop><a:getcontentlength/></a:prop><a:status>HTTP/1.1 404 Not Found</a:status></a:propstat></a:response>
        <a:response><a:href>/dav/orders/a%20b.csv</a:href><a:propstat><a:prop><a:resourcetype/></a:prop>
          <a:status>HTTP/1.1 200 OK</a:status></a:propstat></a:response></a:multistatus>`,
    ],
    [
      "with no prefix, properties of others, and a collection that is not DAV's",
      `\ufeff<multistatus xmlns="DAV:"><response><href>
        /dav/orders/</href><propstat><prop><resourcetype><collection/><x xmlns="urn:x"><collection/></x></resourcetype></prop></propstat></response>
        <response><href><![CDATA[/dav/orders/a%20b.csv]]></href><propstat><prop><resourcetype><collection xmlns="urn:x"/></resourcetype></prop></propstat>
        <responsedescription>&lt;href&gt;</responsedescription></response></multistatus>`,
    ],
    [
      "with a declaration for each element",
      `<D:multistatus xmlns:D="DAV:"><D:response xmlns:lp1="DAV:"><D:href>/dav/orders/</D:href><D:propstat><D:prop>
        <lp1:resourcetype><D:collection/></lp1:resourcetype></D:prop></D:propstat></D:response>
        <D:response><D:href>/dav/orders/a%20b.csv</D:href><D:propstat><D:prop><lp1:resourcetype xmlns:lp1="DAV:"/></D:prop></D:propstat></D:response></D:multistatus>`,
    ],
  ])("is read %s", async (_, xml) => {
    expect(await read(xml)).toEqual(both);
  });

  it.each([
    ["a page", "<!doctype html><html><body><p>Hello<br></body></html>"],
    ["cut off", '<multistatus xmlns="DAV:"><response><href>/a'],
    ["of another namespace", '<multistatus xmlns="urn:x"><response><href>/a</href></response></multistatus>'],
    ["nothing", ""],
    ["with an entity of its own", '<!DOCTYPE m [<!ENTITY e "x">]><multistatus xmlns="DAV:">&e;</multistatus>'],
    ["a million elements deep", `<multistatus xmlns="DAV:">${"<a>".repeat(1_000_000)}`],
  ])("is not read where it is %s", async (_, xml) => {
    expect(await read(xml)).toBeUndefined();
  });

  it("is read up to as many as are wanted", async () => {
    const one = "<response><href>/a</href></response>";
    expect(await readMultistatus(`<multistatus xmlns="DAV:">${one.repeat(500)}</multistatus>`, 100)).toHaveLength(100);
  });
});
