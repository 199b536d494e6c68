export interface Row {
  id: string;
  cells: string[];
  actions?: { name: string; press: () => void }[];
}

/** A table with a heading and words for when there is nothing in it. */
export function Table({ title, head, rows, empty }: { title: string; head: string[]; rows: Row[]; empty: string }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-label={title}>
          <table>
            <thead>
              <tr>
                {head.map((name) => (
                  <th key={name}>{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, cells, actions }) => (
                <tr key={id} data-id={id}>
                  {cells.map((cell, index) => (
                    <td key={index}>{cell}</td>
                  ))}
                  {actions && (
                    <td>
                      {actions.map(({ name, press }) => (
                        <button key={name} onClick={press}>
                          {name}
                        </button>
                      ))}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
