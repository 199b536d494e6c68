import { Waiting } from "../parts/Spinner.js";
import { useWords } from "./context.js";

export const Opening = () => <Waiting label={useWords().flow.opening} />;
