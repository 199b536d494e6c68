import { baseIsPinned } from "./base-is-pinned.js";
import { derivedInOrder } from "./derived-in-order.js";
import { everyLanguage } from "./every-language.js";
import { germanIsFormal } from "./german-is-formal.js";
import { hostPatterns } from "./host-patterns.js";
import { linearPatterns } from "./linear-patterns.js";
import { linksFromAddress } from "./links-from-address.js";
import { noSharedSecret } from "./no-shared-secret.js";
import { pathIsIdentity } from "./path-is-identity.js";
import { placeholders } from "./placeholders.js";
import { promptsAreAnswered } from "./prompts-are-answered.js";
import { probesOnlyRead } from "./probes-only-read.js";
import { probesSayYesAndNo } from "./probes-say-yes-and-no.js";
import type { Rule } from "./rule.js";
import { sources } from "./sources.js";
import { templatedLabels } from "./templated-labels.js";
import { uniqueNames } from "./unique-names.js";

/** Every promise that the catalogue keeps. */
export const rules: readonly Rule[] = [
  pathIsIdentity,
  uniqueNames,
  probesOnlyRead,
  probesSayYesAndNo,
  hostPatterns,
  templatedLabels,
  linearPatterns,
  sources,
  noSharedSecret,
  everyLanguage,
  germanIsFormal,
  placeholders,
  linksFromAddress,
  baseIsPinned,
  derivedInOrder,
  promptsAreAnswered,
];
