import { Waiting } from "../parts/Spinner.js";
import { useWords } from "./context.js";

export function Opening() {
  const { flow: words } = useWords();
  return (
    <>
      <h1 className="gw-hidden">{words.frame}</h1>
      <Waiting label={words.opening} />
    </>
  );
}
