/** The mark: a good word, checked. Drawn in place, so that it is there with the first paint. */
export function Logo({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#3d55c6" />
      <path
        d="M9 10.5h14a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-6.2L12 24.5v-4H9A1.5 1.5 0 0 1 7.5 19v-7A1.5 1.5 0 0 1 9 10.5Z"
        fill="#fff"
      />
      <path
        d="m12.6 15.6 2.4 2.3 4.4-4.6"
        fill="none"
        stroke="#3d55c6"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
