/** What a command made, for a terminal: a line for each thing, lists indented. */
export function printed(made: Record<string, unknown>, indent = ""): string {
  return Object.entries(made)
    .map(([name, value]) => {
      const label = `${indent}${name}`;
      if (!Array.isArray(value)) return `${label.padEnd(16)}${value ?? "-"}`;
      const items = value.map((item) =>
        typeof item === "object" && item !== null
          ? printed(item as Record<string, unknown>, `${indent}  `)
          : `${indent}  ${String(item)}`,
      );
      return [label, ...(items.length > 0 ? items : [`${indent}  none`])].join("\n");
    })
    .join("\n");
}
