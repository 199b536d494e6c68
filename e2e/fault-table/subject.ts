import type { DataSet, System, Trust } from "#contract";
import type { MethodSettings, Values } from "../../server/methods/method.js";
import type { Certificates } from "../real/ground/certificates.js";
import type { Tap } from "./tap.js";

/** A system with everything right, as a person would enter it; each row changes one thing. */
export interface Subject {
  readonly system: System;
  readonly method: string;
  /** Without the address, which is made of the place. */
  readonly values: Values;
  readonly data: readonly DataSet[];
  readonly place: Place;
  readonly trust?: Trust;
  readonly settings?: MethodSettings;
  /** How often credentials reached the system, by what it was told; counted in every form that http gives them, unless told. */
  readonly attempts?: (tap: Tap) => number;
}

/** Where it answers on this machine. */
export interface Place {
  readonly port: number;
  /** Undefined where the address is `host:port`. */
  readonly scheme?: "http" | "https";
  readonly path?: string;
  /** With them what is encrypted can be heard by a tap. */
  readonly certificates?: Certificates;
}

export const addressAt = ({ scheme, path = "" }: Pick<Place, "scheme" | "path">, port: number, host = "localhost") =>
  scheme ? `${scheme}://${host}:${port}${path}` : `${host}:${port}`;

const open = new Set(["username", "clientId", "database", "company", "share", "folder", "testPath", "certificate"]);

/** The secret ones of what is entered. */
export const secretsOf = (values: Values): string[] =>
  Object.entries(values)
    .filter(([name, value]) => !open.has(name) && value.length >= 4)
    .map(([, value]) => value);

/** How secrets look on the wire: bare, as a form or JSON has them, and in Basic (RFC 7617; RFC 6749, 2.3.1). */
export function wireForms(values: Values): string[] {
  const user = values["username"] ?? values["clientId"] ?? "";
  return secretsOf(values).flatMap((secret) => [
    ...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]),
    btoa(`${user}:${secret}`),
  ]);
}

/** How often any of the marks stands in a text. */
export const occurrences = (text: string, ...marks: string[]): number =>
  [...new Set(marks)].reduce((sum, mark) => sum + text.split(mark).length - 1, 0);
