/** One heading of the guide and what stands below it, up to the next heading. */
export interface Section {
  /** `page#heading` in the words of the English guide, whatever the language; the page's first one is `page`. */
  place: string;
  page: string;
  /** 1 for the page's title. */
  level: number;
  title: string;
  /** Markdown. */
  body: string;
}

const HEADING = /^(#{1,3}) (.+)$/;
const CODE = /^ {4}/;

/** The sections of one page, in order. */
export function sectionsOf(page: string, text: string): Section[] {
  const sections: Section[] = [];
  for (const line of text.split('\n')) {
    const [, marks, title] = CODE.test(line) ? [] : (HEADING.exec(line) ?? []);
    if (marks && title) {
      const place = sections.length === 0 ? page : `${page}#${anchorOf(title)}`;
      sections.push({ place, page, level: marks.length, title, body: '' });
    } else {
      const last = sections.at(-1);
      if (last) last.body += `${line}\n`;
    }
  }
  return sections;
}

/** As GitHub names headings: `The forecast` is `the-forecast`. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} -]/gu, '')
    .replaceAll(' ', '-');
}

/** Every section of a translation under the place of the English one that stands at its place. */
export function translated(english: Section[], translation: Section[]): Section[] {
  return english.map((section, position) => {
    const { title, body } = translation[position] ?? section;
    return { ...section, title, body };
  });
}

/** Every page's sections, pages by name; `files` are texts by their path. */
export function guideOf(files: Record<string, string>, translation: Record<string, string> = {}): Section[] {
  const byPage = new Map(Object.entries(translation).map(([file, text]) => [pageOf(file), text]));
  return Object.entries(files).flatMap(([file, text]) => {
    const page = pageOf(file);
    const english = sectionsOf(page, text);
    const other = byPage.get(page);
    return other === undefined ? english : translated(english, sectionsOf(page, other));
  });
}

/** `../docs/guide/first-day.md` is `first-day`. */
function pageOf(file: string): string {
  return file.replace(/^.*\/|\.md$/g, '');
}
