import { useEffect, useState } from "react";
import { Screen } from "../../steps/Screen.js";
import type { Words } from "../../words/en.js";
import { loadWords, spoken } from "../../words/load.js";
import { speak } from "./speak.js";

/** The frame's page, opened without a host page around it: nothing can be done here, and that is said. */
export function Alone() {
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    const language = spoken(navigator.languages);
    speak(language);
    void loadWords(language).then(setWords);
  }, []);
  return <main className="gw">{words && <Screen title={words.flow.alone.title} intro={words.flow.alone.text} />}</main>;
}
