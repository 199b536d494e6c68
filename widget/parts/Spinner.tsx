/** Turns, or only fades where motion is unwelcome. Says nothing by itself: words stand beside it. */
export const Spinner = () => <span className="gw-spinner" aria-hidden="true" />;

/** A whole screen that is not there yet. Stays invisible for a moment, so that fast answers do not flicker. */
export function Waiting({ label }: { label: string }) {
  return (
    <div className="gw-waiting" role="status">
      <Spinner />
      <span>{label}</span>
    </div>
  );
}
