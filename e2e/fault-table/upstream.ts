import { entry } from "../methods/climb.fixture.js";
import { ask } from "./ask.js";
import { ownEntry } from "./ownEntry.js";
import { companies, pretendPassword, unpaid } from "./pretend.js";
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

/** An interface that is not part of every plan. */
const soldApart = ownEntry({
  name: "An interface sold apart",
  summary: { en: "An interface that is not part of every plan" },
  methods: [{ kind: "bearer", signIn: { question: { path: unpaid }, yes: [{ status: 200 }], no: [] } }],
});

/** Causes that no server which runs here can be made to give. */
export const upstream: Column = {
  name: "SAP Business One (pretended)",
  what: "no real one: a server of these tests that speaks its Service Layer",
  rows: [
    row("clockWrong", limited("clock_differs"), companies.slowClock),
    row("noFreeSession", refused("no_free_session"), companies.full),
    {
      fault: "noPlan",
      told: refused("plan_without_api"),
      async ask(world) {
        const place = { scheme: "http", port: (await world.pretend()).port } as const;
        return ask({ system: soldApart, method: "bearer", values: { token: "plant-token-7" }, data: [], place });
      },
    },
    row("expiredSession", refused("credentials_expired", "password"), companies.shortSessions),
    row("wrongCompanyOrPassword", refused("credentials_or_company_wrong", "company"), "PLANT_NOWHERE"),
  ],
};
