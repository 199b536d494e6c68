import { useEffect, useId, useRef, type ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly intro?: ReactNode;
  /** Before the title: tile or sign. */
  readonly lead?: ReactNode;
  /** Where the person can go from here; stays in view. */
  readonly actions?: ReactNode;
  /** Takes the focus itself (a field, the search box); else the title does, and is read out. */
  readonly ownFocus?: boolean;
  /** The body does not scroll as a whole, a part of it does. */
  readonly fixed?: boolean;
  /** Nothing in the body can be reached by Tab: then the body itself can, so that a keyboard may scroll it. */
  readonly onlyText?: boolean;
  readonly children?: ReactNode;
}

/** What every step looks like: title, body that scrolls, actions below. */
export function Screen({
  title,
  intro,
  lead,
  actions,
  ownFocus = false,
  fixed = false,
  onlyText = false,
  children,
}: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!ownFocus) heading.current?.focus({ preventScroll: true });
    // Once, when the screen comes: later changes of its title are announced where they happen.
  }, []);
  return (
    <div className="gw-screen" role="group" aria-labelledby={id}>
      <div className="gw-body" data-fixed={fixed || undefined} tabIndex={onlyText ? 0 : undefined}>
        <div className="gw-head">
          {lead}
          <div>
            <h1 id={id} ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {intro && <p className="gw-intro">{intro}</p>}
          </div>
        </div>
        {children}
      </div>
      {actions && <div className="gw-actions">{actions}</div>}
    </div>
  );
}
