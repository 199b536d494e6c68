import type { ReactNode } from "react";

const icon = (drawing: ReactNode) =>
  function Icon() {
    return (
      <svg
        className="gw-icon"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };

/** Our own drawings, 20 by 20, in the colour of the text. Always beside words, never in place of them. */
export const BackIcon = icon(<path d="M12 4.5 6.5 10l5.5 5.5" />);
export const CloseIcon = icon(<path d="m5.5 5.5 9 9m0-9-9 9" />);
export const YesIcon = icon(<path d="m5 10.5 3.25 3.25L15 7" />);
export const NoIcon = icon(<path d="m6.5 6.5 7 7m0-7-7 7" />);
export const UnknownIcon = icon(<path d="M6 10h8" />);
export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="5" />
    <path d="m13 13 3.5 3.5" />
  </>,
);
export const WarningIcon = icon(
  <>
    <path d="M10 3.5 17.2 16H2.8z" />
    <path d="M10 8.5v3.25M10 13.9v.1" />
  </>,
);
export const InfoIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.5v4M10 6.6v.1" />
  </>,
);
export const OutIcon = icon(<path d="M8 5H5v10h10v-3M11.5 4H16v4.5M15.5 4.5 9.5 10.5" />);
export const NextIcon = icon(<path d="M8 4.5 13.5 10 8 15.5" />);
export const ChevronIcon = icon(<path d="m5.5 8 4.5 4.5L14.5 8" />);
export const LockIcon = icon(
  <>
    <rect x="4.5" y="9" width="11" height="7.5" rx="1.5" />
    <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
  </>,
);
export const ShieldIcon = icon(
  <>
    <path d="M10 3 4.5 5v4.5c0 3.5 2.3 6.3 5.5 7.5 3.2-1.2 5.5-4 5.5-7.5V5z" />
    <path d="m7.75 10 1.6 1.6 2.9-3.1" />
  </>,
);
export const CopyIcon = icon(
  <>
    <rect x="7" y="7" width="9" height="9" rx="1.5" />
    <path d="M13 7V5.5A1.5 1.5 0 0 0 11.5 4h-6A1.5 1.5 0 0 0 4 5.5v6A1.5 1.5 0 0 0 5.5 13H7" />
  </>,
);
