import { describe, expect, it } from "vitest";
import { OAuth1Use } from "#contract";
import { signOAuth1 } from "./oauth1-signed.js";
import { baseString, oauth1Signature, type Parameters } from "./oauth1-signature.js";
import type { Rendered } from "./question.js";

const ask = (method: string, url: string, body?: string): Rendered => ({
  url,
  method,
  headers: body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" },
  ...(body !== undefined && { body }),
});
const protocol = (key: string, token: string, time: string, nonce: string, method = "HMAC-SHA1"): Parameters => [
  ["oauth_consumer_key", key],
  ...(token === "" ? [] : [["oauth_token", token] as const]),
  ["oauth_signature_method", method],
  ["oauth_timestamp", time],
  ["oauth_nonce", nonce],
];

describe("known answers", () => {
  it("RFC 5849, 1.2: a request for temporary credentials", () => {
    const parameters: Parameters = [
      ...protocol("dpf43f3p2l4k3l03", "", "137131200", "wIjqoS"),
      ["oauth_callback", "http://printer.example.com/ready"],
    ];
    const base = baseString(ask("POST", "https://photos.example.net/initiate"), parameters);
    const secrets = { consumerSecret: "kd94hf93k423kf44", tokenSecret: "" };
    expect(oauth1Signature("HMAC-SHA1", base, secrets)).toBe("74KNZJeDHnMBp0EMJ9ZHt/XKycU=");
  });

  it("RFC 5849, 1.2: a photo", () => {
    const photo = ask("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original");
    const base = baseString(photo, protocol("dpf43f3p2l4k3l03", "nnch734d00sl2jdk", "137131202", "chapoH"));
    const secrets = { consumerSecret: "kd94hf93k423kf44", tokenSecret: "pfkkdhi9sl3r4s00" };
    expect(oauth1Signature("HMAC-SHA1", base, secrets)).toBe("MdpQcU8iPSUjWoN/UDMsK2sui9I=");
  });

  // The signature that is printed in 3.1 is wrong: https://www.rfc-editor.org/errata/eid2550
  it("RFC 5849, 3.1 and 3.4.1: query, form and doubled names", () => {
    const asked = ask("POST", "http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b", "c2&a3=2+q");
    const base = baseString(asked, protocol("9djdj82h48djs9d2", "kkk9d7dh3k39sjv7", "137131201", "7d8f3e4a"));
    expect(base).toBe(
      "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
    );
    const secrets = { consumerSecret: "j49sk3j29djd", tokenSecret: "dh893hdasih9" };
    expect(oauth1Signature("HMAC-SHA1", base, secrets)).toBe("r6/TJjbCOr97/+UU0NsvSne7s5g=");
  });

  // https://oauth.net/core/1.0/#anchor30
  it("OAuth Core 1.0, appendix A", () => {
    const photo = ask("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original");
    const parameters: Parameters = [
      ...protocol("dpf43f3p2l4k3l03", "nnch734d00sl2jdk", "1191242096", "kllo9940pd9333jh"),
      ["oauth_version", "1.0"],
    ];
    const base = baseString(photo, parameters);
    expect(base).toBe(
      "GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3Dkllo9940pd9333jh%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1191242096%26oauth_token%3Dnnch734d00sl2jdk%26oauth_version%3D1.0%26size%3Doriginal",
    );
    const secrets = { consumerSecret: "kd94hf93k423kf44", tokenSecret: "pfkkdhi9sl3r4s00" };
    expect(oauth1Signature("HMAC-SHA1", base, secrets)).toBe("tR3+Ty81lMeYAr/Fid0kMTYa/WM=");
    // The same document, 9.4.1.
    const plain = { consumerSecret: "djr9rjt0jd78jf88", tokenSecret: "jjd99$tj88uiths3" };
    expect(oauth1Signature("PLAINTEXT", base, plain)).toBe("djr9rjt0jd78jf88&jjd99%24tj88uiths3");
  });
});

// https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html and section_1534941295.html
describe("NetSuite's documented example", () => {
  const values = {
    account: "123456",
    consumerKey: "ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4",
    consumerSecret: "d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5",
    tokenId: "2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc",
    tokenSecret: "c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295",
  };
  const moment = { at: new Date(1_508_242_306_000), nonce: "fjaLirsIcCGVZWzBX0pg" };
  const sign = (asked: Rendered, use: object = {}) =>
    signOAuth1(OAuth1Use.parse({ kind: "oauth1", realm: "{account}", ...use }), values, asked, moment);

  it("REST web services", () => {
    const { headers } = sign(
      ask("GET", "https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40"),
    );
    expect(headers["authorization"]).toBe(
      `OAuth realm="123456", oauth_consumer_key="${values.consumerKey}", oauth_token="${values.tokenId}", oauth_signature_method="HMAC-SHA256", oauth_timestamp="1508242306", oauth_nonce="fjaLirsIcCGVZWzBX0pg", oauth_version="1.0", oauth_signature="B5OIWznZ2YP0OB7VrJrGkYsTh%2B8H%2B5T9Hag%2Bo92q0zY%3D"`,
    );
  });

  const restlet =
    "https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue";

  it("RESTlets, whose query is signed with the rest", () => {
    expect(sign(ask("POST", restlet)).headers["authorization"]).toContain(
      'oauth_signature="%2BKK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ%3D"',
    );
  });

  it("signs the same whether the signature travels in the query", () => {
    const url = new URL(sign(ask("POST", restlet), { place: "query" }).url);
    expect(url.href.startsWith(`${restlet}&oauth_consumer_key=`)).toBe(true);
    expect(url.searchParams.get("oauth_signature")).toBe("+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=");
    expect(url.searchParams.has("realm")).toBe(false);
  });
});
