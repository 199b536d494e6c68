const clean = "all:initial;display:block;color-scheme:light dark";

/**
 * Makes an element with declarations that no sheet of the host can beat: all else reset, each important. Through
 * `setProperty`, which works under `style-src 'none'`; a style attribute would not.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  declarations: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const declaration of `${clean};${declarations}`.split(";")) {
    const [property, value] = declaration.split(":") as [string, string];
    made.style.setProperty(property, value, "important");
  }
  return made;
}
