import { entry } from "../methods/climb.fixture.js";
import { ask } from "./ask.js";
import { companies, pretendPassword } from "./pretend.js";
import { limited, refused, type Column, type Row } from "./row.js";

const row = (fault: Row["fault"], told: Row["told"], company: string, password = pretendPassword): Row => ({
  fault,
  told,
  async ask(world) {
    const { port } = await world.pretend();
    const values = { company, username: "manager", password };
    return ask({
      system: entry("sap-business-one"),
      method: "login",
      values,
      data: [],
      place: { scheme: "http", port },
    });
  },
});

/** Causes that no server which runs here can be made to give. */
export const upstream: Column = {
  name: "SAP Business One (pretended)",
  what: "no real one: a server of these tests that speaks its Service Layer",
  rows: [
    row("clockWrong", limited("clock_differs"), companies.slowClock),
    row("noPlan", refused("plan_without_api"), companies.unlicensed),
    row("expiredSession", refused("credentials_expired", "password"), companies.shortSessions),
    row("wrongCompanyOrPassword", refused("credentials_or_company_wrong", "company"), "PLANT_NOWHERE"),
  ],
};
