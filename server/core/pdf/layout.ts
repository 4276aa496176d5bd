import { type Content, say } from './print-pdf.ts';

const TITLE_SIZE = 20;
const LABEL_SIZE = 8;
const GRAY = '#555555';
const RULE = '#c8c8c8';

export const RIGHT = { alignment: 'right' } as const;

/** What the paper is, and below it in small what it is about. */
export function heading(title: string, detail: string): Content {
  return {
    stack: [say(title, { fontSize: TITLE_SIZE }), say(detail, { color: GRAY })],
    margin: [0, 0, 0, 20],
  };
}

/** Columns of a label with lines below it. */
export function blocks(parts: { label: string; lines: string[] }[]): Content {
  return {
    columns: parts.map(({ label, lines }) => ({
      stack: [say(label, { fontSize: LABEL_SIZE, color: GRAY }), ...lines.map((line) => say(line))],
    })),
    columnGap: 24,
    margin: [0, 0, 0, 20],
  };
}

/** A table with thin rules; the heading comes again on every page. The last columns are figures. */
export function table(
  heads: string[],
  rows: string[][],
  widths: (string | number)[],
  figures: number,
): Content {
  const cellOf = (style: object) => (text: string, column: number) =>
    say(text, column >= heads.length - figures ? { ...style, ...RIGHT } : style);
  return {
    table: {
      headerRows: 1,
      widths,
      body: [
        heads.map(cellOf({ fontSize: LABEL_SIZE, color: GRAY })),
        ...rows.map((row) => row.map(cellOf({}))),
      ],
    },
    layout: {
      hLineWidth: (line, node) => (line === 0 || line === node.table.body.length ? 0 : 0.5),
      hLineColor: () => RULE,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: (column, node) => (column === (node.table.widths?.length ?? 0) - 1 ? 0 : 12),
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    margin: [0, 0, 0, 12],
  };
}

/** Names and figures at the right; the last one is what the paper comes to. */
export function totals(rows: [string, string][]): Content {
  return {
    columns: [
      { width: '*', text: '' },
      {
        width: 'auto',
        table: {
          widths: ['auto', 'auto'],
          body: rows.map(([name, figure], index) => {
            const style = index === rows.length - 1 ? { fontSize: 12 } : { color: GRAY };
            return [say(name, style), say(figure, { ...style, ...RIGHT })];
          }),
        },
        layout: 'noBorders',
      },
    ],
    margin: [0, 0, 0, 16],
  };
}
