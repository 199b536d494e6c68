/** The door of the catalogue: what can be connected, read from one JSON file a system. */
export { readCatalogue, catalogueFolder } from "./read.js";
