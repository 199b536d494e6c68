/** Verb and path of each endpoint that the flow calls, by its name in the contract. A test holds them equal to it. */
export const calls = {
  openLink: { verb: "POST", path: "/v1/link/open" },
  resumeLink: { verb: "POST", path: "/v1/link/resume" },
  readLink: { verb: "GET", path: "/v1/link" },
  searchSystems: { verb: "GET", path: "/v1/link/systems" },
  showSystem: { verb: "GET", path: "/v1/link/systems/:id" },
  saveProgress: { verb: "PUT", path: "/v1/link/progress" },
  readAddress: { verb: "POST", path: "/v1/link/address" },
  runChecks: { verb: "POST", path: "/v1/link/checks" },
  cancelChecks: { verb: "DELETE", path: "/v1/link/checks" },
  authorize: { verb: "POST", path: "/v1/link/authorize" },
  readAuthorization: { verb: "GET", path: "/v1/link/authorize/:id" },
  finishLink: { verb: "POST", path: "/v1/link/finish" },
  endLink: { verb: "POST", path: "/v1/link/end" },
  requestSystem: { verb: "POST", path: "/v1/link/requested-systems" },
} as const;
export type CallName = keyof typeof calls;
