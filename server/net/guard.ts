import type { Admission } from "./admission.js";
import type { Resolve } from "./resolve.js";

/** What one `Net` judges and resolves with. */
export interface Guard {
  admission: Admission;
  resolve: Resolve;
}
