import { answerFaults } from "./answerFaults.js";
import { tlsFaults } from "./tlsFaults.js";

export const faults = { ...tlsFaults, ...answerFaults };

export type FaultName = keyof typeof faults;
