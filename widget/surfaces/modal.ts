/**
 * Shows a dialog over the whole page. Being in the top layer it needs no z-index, and Tab stays inside it.
 * The page behind does not scroll meanwhile; a sheet of our own does that, so that no attribute of the host's changes.
 * @returns what closes it, and gives focus and scrolling back
 */
export function showModal(dialog: HTMLDialogElement): () => void {
  const root = document.documentElement;
  const lock = new CSSStyleSheet();
  // Who scrolls the page now must stop: hiding the other one's overflow would lose the place in it.
  lock.replaceSync(
    `${getComputedStyle(root).overflow === "visible" ? "body" : "html"}:not(#a){overflow:hidden!important}html:not(#a){padding-right:${innerWidth - root.clientWidth}px!important}`,
  );
  document.adoptedStyleSheets.push(lock);
  document.body.append(dialog);
  dialog.showModal();
  return () => {
    dialog.close(); // gives the focus back, which removing it would not
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== lock);
  };
}
