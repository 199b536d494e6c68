import { journeySuite } from "./journey.suite.js";
import { surfaces } from "./surfaces.js";

for (const surface of surfaces) journeySuite(surface);
