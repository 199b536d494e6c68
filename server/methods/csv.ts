/** Records of a CSV text (RFC 4180), with `,` `;` tab or `|` between fields, whichever the first line has most of. */
export function readCsv(text: string, most = Infinity): string[][] {
  const content = text.replace(/^\ufeff/, "");
  const separator = separatorOf(content);
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let quoted = false;

  const endRecord = () => {
    record.push(field);
    if (record.some((value) => value.trim() !== "")) records.push(record);
    record = [];
    field = "";
  };
  for (let index = 0; index < content.length && records.length < most; index++) {
    const sign = content[index]!;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (content[index + 1] === '"') field += content[++index]!;
      else quoted = false;
    } else if (sign === '"' && field === "") quoted = true;
    else if (sign === separator) {
      record.push(field);
      field = "";
    } else if (sign === "\n") endRecord();
    else if (sign !== "\r") field += sign;
  }
  if (records.length < most && (field !== "" || record.length > 0)) endRecord();
  return records;
}

function separatorOf(content: string): string {
  const line = content.slice(0, 64 * 1024).split("\n", 1)[0] ?? "";
  const count = (sign: string) => line.split(sign).length;
  return [",", ";", "\t", "|"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
