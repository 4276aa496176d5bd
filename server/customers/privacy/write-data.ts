import { words } from '../../core/words.ts';
import type { DataSection } from './gather-data.ts';
import type { Topic } from './held-data.ts';

/** How everything about a person can be had: for machines, or as a page to read. */
export const DATA_FORMATS = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;
export type DataFormat = keyof typeof DATA_FORMATS;

/** Whose data it is, who hands it out, and when it was gathered. */
export interface DataHeading {
  personId: string;
  company: string;
  madeAt: Date;
  locale: string;
}

type Sections = Iterable<DataSection>;

/** The text of the file, part by part. Tables of which no row is the person's are left out. */
export function writeData(
  format: DataFormat,
  heading: DataHeading,
  sections: Sections,
): AsyncGenerator<string> {
  return format === 'json' ? jsonOf(heading, sections) : pageOf(heading, sections);
}

async function* jsonOf({ personId, company, madeAt }: DataHeading, sections: Sections) {
  yield `${JSON.stringify({ personId, company, madeAt }).slice(0, -1)},"sections":[`;
  let isFirstTable = true;
  for (const { table, topic, rows } of sections) {
    let isFirstRow = true;
    for await (const row of rows) {
      const opening = `${isFirstTable ? '' : ','}\n{"topic":"${topic}","table":"${table}","rows":[`;
      yield `${isFirstRow ? opening : ','}\n${JSON.stringify(row)}`;
      isFirstRow = isFirstTable = false;
    }
    if (!isFirstRow) yield ']}';
  }
  yield '\n]}\n';
}

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'h2{margin-top:2.5rem;border-bottom:2px solid #1a1a1a}h3{margin-bottom:.5rem}' +
  'dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.15rem 1rem;margin:0 0 1rem;padding:.75rem 1rem;' +
  'border:1px solid #c4c4c4;border-radius:.375rem}' +
  'dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}' +
  '@media (max-width:32rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}';

async function* pageOf({ personId, company, madeAt, locale }: DataHeading, sections: Sections) {
  const say = (key: string, values?: Record<string, string>) =>
    escapeText(words(locale, `privacy:${key}`, values));
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  yield `<!doctype html><html lang="${escapeText(locale)}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width">' +
    `<title>${say('page.title')}</title><style>${STYLE}</style></head><body><h1>${say('page.title')}</h1>` +
    `<p>${say('page.sentence', { company, at: `${at.format(madeAt)} UTC`, id: personId })}</p>`;
  let topicBefore: Topic | null = null;
  for (const { table, topic, rows } of sections) {
    let isFirstRow = true;
    for await (const row of rows) {
      if (topicBefore !== topic) yield `<h2>${say(`topic.${topic}`)}</h2>`;
      topicBefore = topic;
      if (isFirstRow) yield `<h3>${escapeText(readable(table.replace(/^.*\./, '')))}</h3>`;
      isFirstRow = false;
      yield `<dl>${Object.entries(row).map(line).join('')}</dl>`;
    }
  }
  yield '</body></html>\n';
}

function line([column, value]: [string, unknown]): string {
  if (value === null || value === '') return '';
  const text = typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
  return `<dt>${escapeText(readable(column))}</dt><dd>${escapeText(text)}</dd>`;
}

/** `first_response_minutes` is “First response minutes”. */
function readable(name: string): string {
  const spaced = name.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
