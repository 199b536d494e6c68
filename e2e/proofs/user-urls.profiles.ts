import type { Addressed } from "../../server/address/hosts.js";

/** Profiles of the cases that stand in the catalogue, by the id of the entry. */
export const entryOf: Readonly<Record<string, string>> = {
  odoo: "odoo",
  "sap-b1": "sap-business-one",
  maximo: "ibm-maximo",
  erpnext: "erpnext",
  dolibarr: "dolibarr",
  netsuite: "netsuite",
  "dynamics-bc": "dynamics-365-business-central",
  generic: "rest-api-key",
};

const profile = (
  id: string,
  name: string,
  domains: string[],
  address: Omit<Addressed["address"], "example">,
): Addressed => ({
  id,
  name,
  category: "erp",
  domains,
  address: { example: "https://erp.example.com", ...address },
});

/** How systems are addressed that the catalogue does not describe yet: facts about their hosts. */
export const profiles: readonly Addressed[] = [
  profile("sap-s4", "SAP S/4HANA", ["sap.com"], {
    kind: "web",
    hosts: ["{tenant}.s4hana.ondemand.com", "{tenant}.s4hana.cloud.sap"],
  }),
  profile("dynamics-fo", "Microsoft Dynamics 365 Finance", ["microsoft.com", "dynamics.com"], {
    kind: "web",
    hosts: [
      "{tenant}.cloudax.dynamics.com",
      "{tenant}.operations.dynamics.com",
      "{tenant}.operations.{region}.dynamics.com",
      "{tenant}.sandbox.operations.dynamics.com",
      "{tenant}.sandbox.operations.{region}.dynamics.com",
      "{tenant}.axcloud.dynamics.com",
      "{tenant}.cloudax.{region}.dynamics.com",
      "{tenant}.sandbox.ax.dynamics.com",
    ],
  }),
  profile("salesforce", "Salesforce", ["salesforce.com", "force.com"], {
    kind: "web",
    url: "https://{account}.my.salesforce.com",
    hosts: [
      "{account}.my.salesforce.com",
      "{account}.sandbox.my.salesforce.com",
      "{account}.develop.my.salesforce.com",
      "{account}.scratch.my.salesforce.com",
      "{account}.demo.my.salesforce.com",
      "{account}.trailblaze.my.salesforce.com",
      "login.salesforce.com",
      "test.salesforce.com",
    ],
    hostsOnly: true,
    rewrites: [
      {
        host: "^([a-z0-9-]+(?:\\.(?:sandbox|develop|scratch|demo|trailblaze))?)\\.lightning\\.force\\.com$",
        to: "$1.my.salesforce.com",
      },
      {
        host: "^([a-z0-9-]+(?:\\.(?:sandbox|develop|scratch|demo|trailblaze))?)\\.my\\.salesforce-setup\\.com$",
        to: "$1.my.salesforce.com",
      },
      { host: "^([a-z0-9-]+)--[a-z0-9]+\\.(?:vf|visualforce)\\.force\\.com$", to: "$1.my.salesforce.com" },
    ],
  }),
  profile("shopify", "Shopify", ["shopify.com", "myshopify.com"], {
    kind: "account",
    url: "https://{account}.myshopify.com",
    hosts: ["{account}.myshopify.com", "admin.shopify.com"],
    hostsOnly: true,
    takes: [{ input: "account", from: "path", pattern: "^/store/([a-z0-9][a-z0-9-]*)" }],
  }),
  profile("zendesk", "Zendesk", ["zendesk.com"], {
    kind: "account",
    url: "https://{account}.zendesk.com",
    hosts: ["{account}.zendesk.com"],
    hostsOnly: true,
  }),
  profile("servicenow", "ServiceNow", ["servicenow.com", "service-now.com"], {
    kind: "account",
    url: "https://{account}.service-now.com",
    hosts: ["{account}.service-now.com", "{account}.servicenowservices.com"],
    hostsOnly: true,
  }),
  profile("atlassian", "Atlassian", ["atlassian.com", "atlassian.net"], {
    kind: "account",
    url: "https://{account}.atlassian.net",
    hosts: ["{account}.atlassian.net", "{account}.jira.com"],
    hostsOnly: true,
  }),
  profile("jira-dc", "Jira Data Center", ["atlassian.com"], {
    kind: "web",
    keep: "path",
    pages: ["/secure", "/browse", "/login.jsp", "/projects", "/issues", "/rest", "/plugins", "/servicedesk"],
  }),
  profile("acumatica", "Acumatica", ["acumatica.com"], {
    kind: "web",
    hosts: ["{tenant}.acumatica.com"],
    keep: "path",
    pages: ["/Main", "/Frames", "/(W(*", "/entity", "/Pages", "/Scripts", "/identity", "/api", "/odata", "/t"],
  }),
  profile("epicor", "Epicor Kinetic", ["epicor.com"], {
    kind: "web",
    hosts: ["{tenant}.epicorsaas.com"],
    keep: "path",
    pages: ["/Apps", "/api"],
  }),
  profile("oracle-fusion", "Oracle Fusion Cloud", ["oracle.com", "oraclecloud.com"], {
    kind: "web",
    hosts: [
      "{pod}.fa.{region}.oraclecloud.com",
      "{pod}.fa.ocs.oraclecloud.com",
      "{pod}.oracledemos.com",
      "{pod}.fs.{region}.oraclecloud.com",
    ],
  }),
  profile("jde", "JD Edwards EnterpriseOne", ["oracle.com"], { kind: "web" }),
  profile("sharepoint", "SharePoint", ["microsoft.com", "office.com"], {
    kind: "web",
    url: "https://{account}.sharepoint.com",
    hosts: ["{account}.sharepoint.com"],
    hostsOnly: true,
    keepPath: "^/(?:sites|teams)/[^/]+",
    rewrites: [{ host: "^([a-z0-9-]+?)-(?:my|admin)\\.sharepoint\\.com$", to: "$1.sharepoint.com" }],
  }),
  profile("sage-x3", "Sage X3", ["sage.com"], { kind: "web" }),
  profile("coupa", "Coupa", ["coupa.com"], {
    kind: "web",
    hosts: ["{tenant}.coupahost.com", "{tenant}.coupacloud.com"],
    hostsOnly: true,
  }),
  profile("ifs", "IFS Cloud", ["ifs.com"], { kind: "web", hosts: ["{tenant}.ifs.cloud"] }),
  profile("workday", "Workday", ["workday.com"], {
    kind: "web",
    hosts: ["{node}.workday.com", "{node}.myworkday.com"],
    hostsOnly: true,
    takes: [
      {
        input: "tenant",
        from: "path",
        pattern: "^/(?:ccx/service/|ccx/api/(?:[a-zA-Z-]+/)?v[0-9.]+/)?([A-Za-z0-9_]+)",
      },
    ],
  }),
];
