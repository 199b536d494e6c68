import { format } from "./format.js";

const { time } = format("en");

/** What is said while somebody agrees elsewhere. */
export const authorize = {
  title: (system: string) => `Sign in to ${system}`,
  intro: (system: string, host: string) =>
    `A window of ${system} opens. Sign in there and allow access for ${host}. Then come back here.`,
  introTab: (system: string, host: string) =>
    `${system} opens in a tab of its own. Sign in there and allow access for ${host}. Then come back here.`,
  safe: (system: string) => `Your password stays with ${system}; we never see it.`,
  open: (system: string) => `Open ${system}`,
  starting: "Opening the window",
  waiting: (system: string) => `Waiting for you to sign in to ${system}`,
  leaving: (system: string) => `Going to ${system}`,
  waitingHint: "The window may lie behind this one. This page goes on by itself once you are done.",
  again: "Open the window again",
  noWindow: "No window?",
  byPage: "Go on without a window",
  page: (system: string) => `Your link to ${system} is ready`,
  pageHint: "It is valid for a minute. This page goes on by itself once you are done.",
  follow: (system: string) => `Go to ${system}`,
  failed: "The sign-in did not work",
  byCode: {
    intro: (system: string, host: string) =>
      `You enter a code on a page of ${system}, and allow access for ${host} there. Nothing else has to be typed here.`,
    show: "Show the code",
    starting: (system: string) => `Fetching a code from ${system}`,
    open: (page: string) => `Open this page, here or on your phone: ${page}`,
    enter: "Enter this code there:",
    agree: (host: string) => `Sign in, and allow access for ${host}.`,
    waiting: (system: string) => `Waiting for you to agree at ${system}`,
    until: (at: number) => `The code is good until ${time(at)}. This page goes on by itself once you are done.`,
    again: "Get another code",
    copy: "Copy code",
    copied: "Copied",
    copyFailed: "Copying is not allowed here. The code is selected; copy it yourself.",
  },
};
