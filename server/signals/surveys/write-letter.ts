import type { Config } from '../../core/config.ts';
import { words } from '../../core/words.ts';
import { preferencesUrl } from '../../customers/index.ts';
import { SCALES } from '../rules/scales.ts';
import type { SurveyKind } from '../schema/inputs.ts';
import type { SurveyLanguage, SurveyWords } from '../schema/survey.ts';
import { askUrl } from './ask-token.ts';

interface Letter {
  company: string;
  kind: SurveyKind;
  locale: SurveyLanguage;
  asked: SurveyWords;
  isReminder: boolean;
}

interface Addressee {
  workspaceId: string;
  askId: string;
  personId: string;
  name: string | null;
}

/** The mail of one ask. A score in it only opens the page with that score chosen: programs that follow links answer nothing. */
export function writeLetter(config: Config, letter: Letter, { name, personId, ...ask }: Addressee) {
  const { kind, locale, asked, company, isReminder } = letter;
  const say = (key: string, values: Record<string, unknown> = {}) =>
    words(locale, `surveys:mail.${key}`, values);
  const url = askUrl(config, ask, locale);
  const preferences = preferencesUrl(config, { workspaceId: ask.workspaceId, personId });
  const parts = {
    hello: name ? say('hello', { name }) : say('helloNobody'),
    lead: say(isReminder ? 'reminder' : 'lead', { company }),
    low: words(locale, `visitors:survey.scale.${kind}.low`),
    high: words(locale, `visitors:survey.scale.${kind}.high`),
    footer: words(locale, 'consent:mail.footer', { url: preferences }),
  };
  const subject = say(isReminder ? 'reminderSubject' : 'subject', { company, question: asked.question });
  return {
    subject: subject.replace(/\s+/g, ' ').trim(),
    text: `${parts.hello}\n\n${parts.lead}\n\n${asked.question}\n\n${say('open')}\n${url}\n\n${parts.footer}\n`,
    html: toHtml({
      ...parts,
      locale,
      url,
      preferences,
      question: asked.question,
      kind,
      open: say('openPage'),
    }),
  };
}

interface HtmlParts
  extends Record<
    'hello' | 'lead' | 'low' | 'high' | 'footer' | 'url' | 'preferences' | 'question' | 'open',
    string
  > {
  locale: string;
  kind: SurveyKind;
}

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Noto Sans Thai,sans-serif;color:#1a2230';
const BOX =
  'display:inline-block;min-width:24px;padding:9px 6px;margin:2px;border:1px solid #5b6b82;border-radius:6px;text-align:center;text-decoration:none;color:#14304f;font-weight:600';

function toHtml(parts: HtmlParts): string {
  const { hello, lead, low, high, footer, url, preferences, question, open, kind, locale } = parts;
  const { low: from, high: to } = SCALES[kind];
  const scores = Array.from({ length: to - from + 1 }, (_, place) => from + place);
  const boxes = scores.map(
    (score) => `<a href="${escaped(`${url}&score=${score}`)}" style="${BOX}">${score}</a>`,
  );
  return `<!doctype html><html lang="${locale}"><body style="margin:0;padding:24px;background:#ffffff;${FONT}">
<div style="max-width:560px;margin:0 auto;font-size:16px;line-height:1.5">
<p>${escaped(hello)}</p><p>${escaped(lead)}</p>
<p style="font-size:18px;font-weight:600">${escaped(question)}</p>
<p>${boxes.join('')}</p>
<p style="font-size:13px;color:#4a5668">${from} = ${escaped(low)} · ${to} = ${escaped(high)}</p>
<p>${linkTo(url, open)}</p>
<p style="font-size:13px;color:#4a5668;margin-top:32px">${escaped(footer).replace(escaped(preferences), linkTo(preferences, new URL(preferences).host))}</p>
</div></body></html>`;
}

function linkTo(url: string, text: string): string {
  return `<a href="${escaped(url)}" style="color:#14507a">${escaped(text)}</a>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
