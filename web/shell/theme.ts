import { createTheme, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef1fc',
  '#dbe1f8',
  '#b5c1ef',
  '#8c9fe7',
  '#6a82df',
  '#516bd6',
  '#3d55c6',
  '#3247ab',
  '#293b8f',
  '#1f2e70',
];

const dark: MantineColorsTuple = [
  '#d5d8de',
  '#b3b7c0',
  '#989daa',
  '#6b7180',
  '#434955',
  '#333842',
  '#282c35',
  '#1c1f26',
  '#16181e',
  '#101216',
];

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e4e7ec',
  '#d5d9e0',
  '#bfc5cf',
  '#98a0ae',
  '#667085',
  '#475063',
  '#323a4b',
  '#1d2433',
];

// The library's own, but darker at the end: words on a yellow ground have to be readable.
const yellow: MantineColorsTuple = [
  '#fff9db',
  '#fff3bf',
  '#ffec99',
  '#ffe066',
  '#ffd43b',
  '#fcc419',
  '#fab005',
  '#f59f00',
  '#b35c00',
  '#8a4b00',
];

// The same for words on a teal ground.
const teal: MantineColorsTuple = [
  '#e6fcf5',
  '#c3fae8',
  '#96f2d7',
  '#63e6be',
  '#38d9a9',
  '#20c997',
  '#12b886',
  '#0ca678',
  '#099268',
  '#06694b',
];

/** One accent, quiet grays, compact controls. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 5 },
  autoContrast: true,
  respectReducedMotion: true,
  colors: { ink, dark, gray, teal, yellow },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  fontFamily: "'Inter Variable', 'Noto Sans Thai Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.84rem', md: '0.92rem', lg: '1.05rem', xl: '1.2rem' },
  headings: {
    fontWeight: '640',
    sizes: {
      h1: { fontSize: '1.45rem', lineHeight: '1.3' },
      h2: { fontSize: '1.08rem', lineHeight: '1.4' },
      h3: { fontSize: '0.95rem', lineHeight: '1.4' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Modal: { defaultProps: { centered: true, radius: 'lg' } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
    Popover: { defaultProps: { shadow: 'md' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      // A state is a word; a narrow table must not cut it.
      styles: { root: { minWidth: 'max-content' } },
    },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
});
