import { Screen } from "./Screen.js";
import { useWords } from "./context.js";

/** The person has left. Seen only where no surface closes: on a page of our own that leads nowhere else. */
export function Left({ completed }: { completed: boolean }) {
  const { left } = useWords().flow;
  return <Screen title={completed ? left.connected : left.nothing}>{null}</Screen>;
}
