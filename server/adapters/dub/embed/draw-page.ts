import { createHash } from 'node:crypto';
import { formatMoney } from '../../../core/money.ts';
import { type Locale, words } from '../../../core/words.ts';
import type { PartnerLink } from '../links/describe-link.ts';
import { Html, html } from './html.ts';
import type { EmbedQuery } from './schema.ts';
import type { EmbeddedFigures } from './view-figures.ts';

const STYLE = new Html(
  'body{font:.9375rem/1.5 system-ui,sans-serif;margin:0;padding:1rem;color:light-dark(#1a1a1a,#f1f3f5);' +
    'background:light-dark(#fff,#1a1b1e)}' +
    'main{max-width:60rem;margin:0 auto}h1{font-size:1.25rem;margin:0}h2{font-size:1rem;margin:1.5rem 0 .5rem}' +
    'dl{display:flex;flex-wrap:wrap;gap:.75rem;margin:0}' +
    'dl div{flex:1 1 7rem;padding:.75rem;border:1px solid light-dark(#ced4da,#495057);border-radius:.5rem}' +
    'dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}' +
    'ul{list-style:none;margin:0;padding:0}li{padding:.75rem 0;border-top:1px solid light-dark(#ced4da,#495057)}' +
    'code{overflow-wrap:anywhere;font-weight:600}p{margin:.25rem 0}' +
    'button{font:inherit;padding:.25rem .75rem;margin-inline-start:.5rem;cursor:pointer;color:inherit;' +
    'background:transparent;border:1px solid currentColor;border-radius:.375rem}' +
    ':focus-visible{outline:3px solid #1c7ed6;outline-offset:2px}',
);
/** Copies a link, and tells the page around when there is nothing to show: the event that Dub's own frame sends. */
const SCRIPT =
  "for(const button of document.querySelectorAll('button'))button.addEventListener('click',async()=>{" +
  'await navigator.clipboard.writeText(button.value);button.textContent=button.dataset.done});' +
  "if(document.body.dataset.error)window.parent.postMessage({event:'ERROR'," +
  "data:{code:'unauthorized',message:document.body.dataset.error}},'*')";
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

/** Any page may show it in a frame; it sends nothing, and asks nobody for anything. */
export const EMBED_POLICY =
  `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${SCRIPT_HASH}'; ` +
  "form-action 'none'; base-uri 'none'; frame-ancestors *";

type Say = (key: string, values?: Record<string, unknown>) => string;

/** The whole page; without figures it says that it is over. */
export function drawPage(
  figures: EmbeddedFigures | null,
  locale: Locale,
  theme: EmbedQuery['theme'],
): string {
  const say: Say = (key, values) => words(locale, `portal:embed.${key}`, values);
  const main = figures ? drawFigures(figures, locale, say) : html`<h1>${say('over')}</h1>`;
  const error = figures ? '' : say('over');
  return html`<!doctype html><html lang="${locale}" style="color-scheme:${theme === 'system' ? 'light dark' : theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${say('title')}</title><style>${STYLE}</style></head>
<body data-error="${error}"><main>${main}</main><script>${new Html(SCRIPT)}</script></body></html>`.text;
}

function drawFigures(figures: EmbeddedFigures, locale: Locale, say: Say): Html {
  const { company, currency, links } = figures;
  const sum = (key: 'clicks' | 'leads' | 'sales' | 'saleAmount') =>
    links.reduce((total, link) => total + link[key], 0);
  const count = new Intl.NumberFormat(locale);
  const counts = (['clicks', 'leads', 'sales'] as const).map((key) =>
    drawFigure(say(key), count.format(sum(key))),
  );
  const revenue = drawFigure(say('revenue'), formatMoney(sum('saleAmount'), currency, locale));
  const waiting = figures.isWaiting ? html`<p>${say('waiting', { company })}</p>` : '';
  return html`<h1>${say('title')}</h1><p>${say('sentence', { company })}</p>${waiting}
<h2>${say('links')}</h2><ul>${links.map((link) => drawLink(link, say))}</ul>
<h2>${say('brought')}</h2><dl>${[...counts, revenue]}</dl>
<h2>${say('earnings')}</h2>${drawBalances(figures, locale, say)}`;
}

function drawLink({ shortLink, clicks, leads, sales }: PartnerLink, say: Say): Html {
  return html`<li><code>${shortLink}</code>
<button type="button" value="${shortLink}" data-done="${say('copied')}">${say('copy')}</button>
<p>${say('linkFigures', { clicks, leads, sales })}</p></li>`;
}

/** Each currency by itself; whoever has earned nothing yet sees that in the company's. */
function drawBalances({ balances, currency }: EmbeddedFigures, locale: Locale, say: Say): Html {
  const none = { currency, pendingMinor: 0, payableMinor: 0, paidMinor: 0, waitingMinor: 0 };
  const kinds = ['pending', 'payable', 'paid'] as const;
  const rows = (balances.length ? balances : [none]).map((balance) => {
    const waitingMinor = balance.waitingMinor;
    const amounts = { pending: balance.pendingMinor, payable: balance.payableMinor, paid: balance.paidMinor };
    const told = kinds.map((kind) =>
      drawFigure(say(kind), formatMoney(amounts[kind], balance.currency, locale)),
    );
    const waits = drawFigure(say('conditions'), formatMoney(waitingMinor, balance.currency, locale));
    return html`<dl>${waitingMinor ? [...told, waits] : told}</dl>`;
  });
  return html`${rows}`;
}

function drawFigure(label: string, value: string): Html {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}
